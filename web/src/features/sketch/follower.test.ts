import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Follower } from "./follower";

/** Work whose end the test decides. */
function make(rest = 0) {
  const ends: { resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const told = { onDone: vi.fn(), onFailed: vi.fn(), onIdle: vi.fn() };
  const work = vi.fn(() => new Promise<string>((resolve, reject) => ends.push({ resolve, reject })));
  const follower = new Follower<string>(told, rest);
  return { follower, poke: () => follower.poke(work), work, ends, ...told };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe("following what is drawn", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("starts at once and does what came meanwhile once, not as often as it came", async () => {
    const { poke, work, ends, onDone, onIdle } = make();
    for (let times = 0; times < 5; times++) poke();
    expect(work).toHaveBeenCalledTimes(1);
    ends[0]?.resolve("first");
    await settle();
    expect(work).toHaveBeenCalledTimes(2);
    expect(onIdle).not.toHaveBeenCalled();
    ends[1]?.resolve("last");
    await settle();
    expect(work).toHaveBeenCalledTimes(2);
    expect(onDone.mock.calls).toEqual([["first"], ["last"]]);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it("goes on after a failure", async () => {
    const { poke, work, ends, onFailed } = make();
    poke();
    ends[0]?.reject(new Error("no"));
    await settle();
    expect(onFailed).toHaveBeenCalledTimes(1);
    poke();
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("keeps the least time between two starts", async () => {
    const { poke, work, ends } = make(100);
    poke();
    ends[0]?.resolve("quick");
    await settle();
    poke();
    poke();
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("forgets what waits when it is stopped", async () => {
    const { follower, poke, work, ends } = make();
    poke();
    poke();
    follower.stop();
    ends[0]?.resolve("unheard");
    await settle();
    expect(work).toHaveBeenCalledTimes(1);
  });
});
