// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError } from "@/client/call";

import { Saver, type SavingState } from "./saver";

function setUp(send: (content: string, revision: number) => Promise<number>) {
  const shelf: { kept: [string, number] | null } = { kept: null };
  const states: SavingState[] = [];
  const store = { put: (content: string, revision: number) => (shelf.kept = [content, revision]), clear: () => (shelf.kept = null) };
  return { saver: new Saver(send, store, (state) => states.push(state), 1), shelf, states };
}

describe("Saver", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("saves once after the last change and clears the shelf", async () => {
    const send = vi.fn((_: string, revision: number) => Promise.resolve(revision + 1));
    const { saver, shelf, states } = setUp(send);
    saver.change("a");
    saver.change("ab");
    expect(shelf.kept).toEqual(["ab", 1]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(send.mock.calls).toEqual([["ab", 1]]);
    expect(shelf.kept).toBeNull();
    expect(states.at(-1)).toBe("saved");
  });

  it("keeps what was typed while it was saving, and saves that after", async () => {
    const answers: ((revision: number) => void)[] = [];
    const send = vi.fn<(content: string, revision: number) => Promise<number>>(() => new Promise((resolve) => answers.push(resolve)));
    const { saver, shelf } = setUp(send);
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1000);
    saver.change("ab");
    await vi.advanceTimersByTimeAsync(1000);
    expect(send).toHaveBeenCalledTimes(1);
    answers[0]?.(2);
    await vi.advanceTimersByTimeAsync(10);
    expect(send.mock.calls[1]).toEqual(["ab", 2]);
    expect(shelf.kept).toEqual(["ab", 2]);
    answers[1]?.(3);
    await vi.advanceTimersByTimeAsync(10);
    expect(shelf.kept).toBeNull();
  });

  it("tries again when the server can't be reached", async () => {
    const send = vi.fn((_: string, revision: number) => Promise.resolve(revision + 1));
    send.mockRejectedValueOnce(new ApiError(0, { kind: "unreachable", code: "unreachable", message: "" }));
    const { saver, shelf, states } = setUp(send);
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1000);
    expect(states.at(-1)).toBe("failed");
    expect(shelf.kept).toEqual(["a", 1]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(states.at(-1)).toBe("saved");
  });

  it("never saves over another window, and keeps what is typed", async () => {
    const send = vi.fn(() => Promise.reject(new ApiError(409, { kind: "conflict", code: "letter_changed", message: "" })));
    const { saver, shelf, states } = setUp(send);
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1000);
    saver.change("ab");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(send).toHaveBeenCalledTimes(1);
    expect(states.at(-1)).toBe("elsewhere");
    expect(shelf.kept).toEqual(["ab", 1]);
  });
});
