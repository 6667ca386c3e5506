import { describe, expect, it } from "vitest";

import { rangeOf, trackPath, valueAt } from "./path";
import { clampView, follow, panBy, ticks, timeAt, wholeView, xOf, zoomAt } from "./view";

describe("the view", () => {
  it("keeps the time under the pointer while zooming", () => {
    const before = { start: 10, end: 50 };
    const at = timeAt(300, before, 800);
    const after = zoomAt(before, 2, at, 120);
    expect(after.end - after.start).toBeCloseTo(20);
    expect(xOf(at, after, 800)).toBeCloseTo(300);
  });

  it("never leaves the answer and never gets shorter than two seconds", () => {
    expect(zoomAt({ start: 0, end: 4 }, 100, 1, 60)).toEqual({ start: 0.5, end: 2.5 });
    expect(zoomAt({ start: 10, end: 20 }, 0.001, 15, 60)).toEqual(wholeView(60));
    expect(panBy({ start: 50, end: 60 }, 30, 60)).toEqual({ start: 50, end: 60 });
    expect(clampView({ start: -5, end: 5 }, 60)).toEqual({ start: 0, end: 10 });
  });

  it("shows the whole of an answer that is shorter than the shortest view", () => {
    expect(clampView({ start: 0, end: 0.4 }, 0.8)).toEqual({ start: 0, end: 0.8 });
  });

  it("turns the page only when the playhead has left it", () => {
    const view = { start: 10, end: 20 };
    expect(follow(view, 20, 60)).toBe(view);
    expect(follow(view, 20.1, 60).start).toBeCloseTo(19.1);
    expect(follow(view, 59, 60)).toEqual({ start: 50, end: 60 });
  });

  it("puts round ticks at least as far apart as asked", () => {
    expect(ticks({ start: 0, end: 60 }, 640)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    const close = ticks({ start: 3.2, end: 7.9 }, 640);
    expect(close).toEqual([3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5]);
  });
});

describe("a track", () => {
  const size = { width: 100, height: 10 };

  it("breaks where nothing was measured", () => {
    const path = trackPath([0, 1, 2, 3, 4], [0, 1, null, 1, 0], { start: 0, end: 4 }, { low: 0, high: 1 }, size);
    expect(path).toBe("M0 10L25 0M75 0L100 10");
  });

  it("keeps its extremes when it is thinned", () => {
    const times = Array.from({ length: 10_000 }, (_, index) => index / 100);
    const values = times.map((_, index) => (index === 5_003 ? 9 : Math.sin(index)));
    const path = trackPath(times, values, { start: 0, end: 100 }, { low: -1, high: 9 }, size);
    expect(path.split("L").length).toBeLessThanOrEqual(204);
    expect(path).toMatch(/L50 0L/);
  });

  it("draws a lone measured point as a dot", () => {
    expect(trackPath([0, 1, 2], [null, 1, null], { start: 0, end: 2 }, { low: 0, high: 2 }, size)).toBe("M50 5h0");
  });

  it("lays degrees evenly around zero and shares between 0 and 1", () => {
    expect(rangeOf([-3, 12, null], "deg")).toEqual({ low: -12, high: 12 });
    expect(rangeOf([0.2, 0.4], "share")).toEqual({ low: 0, high: 1 });
    expect(rangeOf([-1, 2], "deg")).toEqual({ low: -10, high: 10 });
    expect(rangeOf([null, null], "dB")).toEqual({ low: 0, high: 1 });
  });

  it("does not blow a tremble up to the height of a swing", () => {
    const { low, high } = rangeOf([-0.01, 0.01], "share");
    expect(high - low).toBeCloseTo(0.3);
    expect(low + high).toBeCloseTo(0);
  });

  it("reads the nearest measured value and nothing from far away", () => {
    expect(valueAt([0, 1, 2], [5, null, 7], 1.9)).toBe(7);
    expect(valueAt([0, 1, 2], [5, null, 7], 1.0)).toBeNull();
    expect(valueAt([], [], 0)).toBeNull();
  });

  it("reads hours, of which there is a value every few seconds only", () => {
    const times = Array.from({ length: 6000 }, (_, index) => 0.9 + 1.8 * index);
    const values = times.map((_, index) => index);
    expect([100, 100.5, 101, 101.5].map((at) => valueAt(times, values, at))).toEqual([55, 55, 56, 56]);
  });
});
