// @vitest-environment jsdom
import { focusManager, QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";

import { ApiError } from "./call";
import { makeQueries } from "./queries";
import { meKey } from "./useMe";

function refused(status: number): ApiError {
  return new ApiError(status, { kind: "refused", code: "not_signed_in", message: "Please log in." });
}

function watchMe(queries: ReturnType<typeof makeQueries>) {
  let here: string | null = "mina";
  const queryFn = vi.fn(() => Promise.resolve(here));
  const me = new QueryObserver(queries, { queryKey: meKey, queryFn, staleTime: Infinity });
  const end = me.subscribe(() => undefined);
  return { me, queryFn, end, leave: () => (here = null) };
}

it("learns that nobody is signed in from any request that is refused for it", async () => {
  const queries = makeQueries();
  const { me, end, leave } = watchMe(queries);
  await vi.waitFor(() => expect(me.getCurrentResult().data).toBe("mina"));
  leave();
  const asked = queries.query({ queryKey: ["interviews"], queryFn: () => Promise.reject(refused(401)), retry: false });
  await expect(asked).rejects.toThrow("Please log in.");
  await vi.waitFor(() => expect(me.getCurrentResult().data).toBeNull());
  end();
});

function watchPeople(queries: ReturnType<typeof makeQueries>) {
  const people = ["mina", "junho"];
  const list = new QueryObserver(queries, { queryKey: ["people", "en"], queryFn: () => Promise.resolve([...people]), staleTime: Infinity });
  return { list, end: list.subscribe(() => undefined), deleteElsewhere: () => people.pop() };
}

it("asks anew who there is when somebody who was to be changed is gone", async () => {
  const queries = makeQueries();
  const { list, end, deleteElsewhere } = watchPeople(queries);
  await vi.waitFor(() => expect(list.getCurrentResult().data).toHaveLength(2));
  deleteElsewhere();
  const making = queries.getMutationCache().build(queries, { mutationFn: () => Promise.reject(refused(404)) });
  await expect(making.execute(undefined)).rejects.toThrow();
  await vi.waitFor(() => expect(list.getCurrentResult().data).toEqual(["mina"]));
  end();
});

it("asks anew who there is when the tab is looked at again", async () => {
  const queries = makeQueries();
  queries.mount();
  const { list, end, deleteElsewhere } = watchPeople(queries);
  await vi.waitFor(() => expect(list.getCurrentResult().data).toHaveLength(2));
  focusManager.setFocused(false);
  deleteElsewhere();
  focusManager.setFocused(true);
  await vi.waitFor(() => expect(list.getCurrentResult().data).toEqual(["mina"]));
  end();
  queries.unmount();
});

it("asks nothing more after other refusals", async () => {
  const queries = makeQueries();
  const { me, queryFn, end } = watchMe(queries);
  await vi.waitFor(() => expect(me.getCurrentResult().data).toBe("mina"));
  const making = queries.getMutationCache().build(queries, { mutationFn: () => Promise.reject(refused(403)) });
  await expect(making.execute(undefined)).rejects.toThrow("Please log in.");
  expect(queryFn).toHaveBeenCalledTimes(1);
  end();
});
