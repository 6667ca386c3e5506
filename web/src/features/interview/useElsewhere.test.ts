// @vitest-environment jsdom
import { act, renderHook, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";

import type { Interview, Question } from "./api";
import { hasGoneOn, useElsewhere } from "./useElsewhere";

const open = (id: string) => renderHook(() => useElsewhere(id));

it("tells a window before the room that another one is in it, until that one leaves", async () => {
  const inside = open("int_1");
  act(() => inside.result.current.enter());
  const before = open("int_1");
  const other = open("int_2");
  await waitFor(() => expect(before.result.current.isOpen).toBe(true));
  expect(other.result.current.isOpen).toBe(false);
  inside.unmount();
  await waitFor(() => expect(before.result.current.isOpen).toBe(false));
});

it("stops the window in the room when another one goes in, and lets it take over again", async () => {
  const first = open("int_3");
  const second = open("int_3");
  act(() => first.result.current.enter());
  await waitFor(() => expect(second.result.current.isOpen).toBe(true));
  act(() => second.result.current.enter());
  await waitFor(() => expect(first.result.current.stopped).toEqual({ unsaved: "" }));
  expect(second.result.current.stopped).toBeNull();
  act(() => first.result.current.takeOver());
  expect(first.result.current.stopped).toBeNull();
  await waitFor(() => expect(second.result.current.stopped).not.toBeNull());
});

function at(position: number, ids: string[], state: Interview["state"] = "running") {
  return { state, position, questions: ids.map((id) => ({ id }) as Question) };
}

it("knows by the server's position, questions and state that another device has gone on", () => {
  const here = at(0, ["a", "b"]);
  expect(hasGoneOn(at(0, ["a", "b"]), here, 0)).toBe(false);
  expect(hasGoneOn(at(0, ["a", "f", "b"]), here, 0)).toBe(false); // a follow-up of our own may be on its way
  expect(hasGoneOn(at(1, ["a", "b"]), here, 0)).toBe(true);
  expect(hasGoneOn(at(1, ["a", "f", "b"]), here, 1)).toBe(true);
  expect(hasGoneOn(at(2, ["a", "b"], "reviewing"), here, 1)).toBe(true);
});
