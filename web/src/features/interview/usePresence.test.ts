// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { enterLobby, step } from "./phase";
import { usePresence } from "./usePresence";

const lobby = enterLobby({ count: 2, thinkingS: 5, answerS: 60 }, { index: 0, continues: null, leftS: null });
const asking = step(lobby, { name: "begin", nowMs: 0, at: "asking" });
let calls = 0;

beforeEach(() => {
  calls = 0;
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => {
    calls += 1;
    return Promise.resolve(new Response(null, { status: 204 }));
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("tells the server that somebody is here until they are signed out, and again once they are back", () => {
  const { rerender } = renderHook(({ isOut }) => usePresence("int_1", asking, isOut), { initialProps: { isOut: false } });
  vi.advanceTimersByTime(25_000);
  expect(calls).toBe(3);
  rerender({ isOut: true });
  vi.advanceTimersByTime(60_000);
  expect(calls).toBe(3);
  rerender({ isOut: false });
  expect(calls).toBe(4);
});
