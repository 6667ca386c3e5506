// @vitest-environment jsdom
import { act, cleanup, render, screen } from "@testing-library/react";
import { type ReactNode } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { restMs, useNear } from "./useNear";

type Tell = (entries: { isIntersecting: boolean }[]) => void;
let tell: Tell = () => undefined;
let watched = 0;

/** A window that says what the test wants. */
class Window {
  constructor(told: Tell) {
    tell = told;
  }

  observe(): void {
    watched += 1;
  }

  disconnect(): void {
    watched -= 1;
  }
}

function Place(): ReactNode {
  const { ref, isNear } = useNear();
  return <p ref={ref}>{isNear ? "near" : "far"}</p>;
}

function scroll(...seen: boolean[]): void {
  act(() => tell(seen.map((isIntersecting) => ({ isIntersecting }))));
}

function rest(ms: number): void {
  act(() => void vi.advanceTimersByTime(ms));
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("IntersectionObserver", Window);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("asks for what stays in sight, not for what flies past, and gives up what leaves", () => {
  const { unmount } = render(<Place />);
  scroll(true);
  rest(restMs - 1);
  scroll(false);
  rest(10 * restMs);
  expect(screen.queryByText("near")).toBeNull();
  scroll(false, true);
  rest(restMs);
  expect(screen.queryByText("near")).not.toBeNull();
  scroll(true, false);
  expect(screen.queryByText("near")).toBeNull();
  unmount();
  expect(watched).toBe(0);
});
