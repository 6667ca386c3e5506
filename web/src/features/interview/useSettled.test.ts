// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { useSettled } from "./useSettled";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function later(ms: number): void {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

it("is settled only when a double click is over", () => {
  const { result, rerender } = renderHook(useSettled, { initialProps: "answered.0" });
  expect(result.current).toBe(false);
  later(499);
  expect(result.current).toBe(false);
  later(1);
  expect(result.current).toBe(true);
  rerender("asking.1");
  expect(result.current).toBe(false);
  later(150);
  rerender("answering.1");
  later(400);
  expect(result.current).toBe(false);
  later(100);
  expect(result.current).toBe(true);
});
