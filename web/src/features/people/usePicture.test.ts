// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { restsMs, usePicture } from "./usePicture";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("asks again by itself before it calls a picture broken, and then when somebody wants", () => {
  const { result } = renderHook(usePicture);
  for (const [attempt, restMs] of restsMs.entries()) {
    expect([result.current.state, result.current.attempt]).toEqual(["coming", attempt]);
    act(() => result.current.onError());
    act(() => void vi.advanceTimersByTime(restMs));
  }
  act(() => result.current.onError());
  expect(result.current.state).toBe("broken");
  act(() => void vi.advanceTimersByTime(60_000));
  expect(result.current.attempt).toBe(restsMs.length);
  act(() => result.current.retry());
  expect([result.current.state, result.current.attempt]).toEqual(["coming", restsMs.length + 1]);
  act(() => result.current.onLoad());
  expect(result.current.state).toBe("there");
});
