// @vitest-environment jsdom
import { QueryObserver } from "@tanstack/react-query";
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

it("asks nothing more after other refusals", async () => {
  const queries = makeQueries();
  const { me, queryFn, end } = watchMe(queries);
  await vi.waitFor(() => expect(me.getCurrentResult().data).toBe("mina"));
  const making = queries.getMutationCache().build(queries, { mutationFn: () => Promise.reject(refused(403)) });
  await expect(making.execute(undefined)).rejects.toThrow("Please log in.");
  expect(queryFn).toHaveBeenCalledTimes(1);
  end();
});
