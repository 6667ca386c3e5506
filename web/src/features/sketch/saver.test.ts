// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError } from "@/client/call";

import { Saver, type Store } from "./saver";

function make(kept: { id: string; revision: number } | null = null) {
  const store = {
    begin: vi.fn(() => Promise.resolve({ id: "drw_1", revision: 0 })),
    save: vi.fn<Store<string>["save"]>((id, revision) => Promise.resolve({ id, revision: revision + 1 })),
  };
  const told = vi.fn();
  return { saver: new Saver<string>(store, told, kept), ...store, told, last: () => told.mock.lastCall?.[0] as string };
}

const refusal = (code: string) => new ApiError(409, { kind: "conflict", code, message: "no" });

describe("saving a drawing", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("begins it once and saves the last of quick changes", async () => {
    const { saver, begin, save, last } = make();
    for (const content of ["a", "ab", "abc"]) saver.change(content);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(save.mock.calls).toEqual([["drw_1", 0, "abc"]]);
    saver.change("abcd");
    await vi.advanceTimersByTimeAsync(1000);
    expect(save.mock.lastCall).toEqual(["drw_1", 1, "abcd"]);
    expect(begin).toHaveBeenCalledTimes(1);
    expect(last()).toBe("saved");
  });

  it("saves somebody who never rests every few seconds", async () => {
    const { saver, save } = make();
    for (let stroke = 0; stroke < 30; stroke += 1) {
      saver.change(`${stroke}`);
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(save.mock.calls.length).toBeGreaterThanOrEqual(2);
  });

  it("begins the drawing at the first change", async () => {
    const { saver, begin, save } = make();
    saver.change("a");
    await vi.advanceTimersByTimeAsync(0);
    expect(begin).toHaveBeenCalledTimes(1);
    expect(save).not.toHaveBeenCalled();
  });

  it("goes on from the revision that was opened", async () => {
    const { saver, begin, save } = make({ id: "drw_9", revision: 4 });
    saver.change("x");
    await vi.advanceTimersByTimeAsync(1000);
    expect(save.mock.lastCall).toEqual(["drw_9", 4, "x"]);
    expect(begin).not.toHaveBeenCalled();
  });

  it("saves at once when the page goes, and only what isn't saved", async () => {
    const { saver, save } = make();
    saver.change("a");
    saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(save).toHaveBeenCalledTimes(1);
    saver.flush();
    await vi.advanceTimersByTimeAsync(5000);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it("tries again after a failure", async () => {
    const { saver, save, last } = make();
    save.mockRejectedValueOnce(refusal("unreachable"));
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1000);
    expect(last()).toBe("failed");
    await vi.advanceTimersByTimeAsync(5000);
    expect(save).toHaveBeenCalledTimes(2);
    expect(last()).toBe("saved");
  });

  it("stops when another window has saved, and says so", async () => {
    const { saver, save, last } = make({ id: "drw_9", revision: 4 });
    save.mockRejectedValueOnce(refusal("changed_elsewhere"));
    saver.change("a");
    await vi.advanceTimersByTimeAsync(1000);
    saver.change("b");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(last()).toBe("elsewhere");
  });

  it("begins one drawing although two ask for its id at once", async () => {
    const { saver, begin } = make();
    expect(await Promise.all([saver.ensure(), saver.ensure()])).toEqual(["drw_1", "drw_1"]);
    expect(begin).toHaveBeenCalledTimes(1);
  });
});
