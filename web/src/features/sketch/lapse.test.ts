import { describe, expect, it } from "vitest";

import type { Stroke } from "./drawing";
import { momentsOf } from "./lapse";

function stroke(...timesMs: number[]): Stroke {
  return { kind: "stroke", tool: "brush", size: 4, mirrored: false, points: timesMs.flatMap((time) => [time, time, 0.5, time]) };
}

const gaps = (times: number[]): number[] => times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe("the film of a drawing", () => {
  it("shows every point in its order", () => {
    const moments = momentsOf([stroke(0, 10, 20), { kind: "clear" }, stroke(500, 510)]);
    expect(moments.map(({ mark, points }) => [mark, points])).toEqual([[0, 1], [0, 2], [0, 3], [1, 0], [2, 1], [2, 2]]);
    expect(gaps(moments.map(({ atMs }) => atMs)).every((gap) => gap > 0)).toBe(true);
  });

  it("cuts pauses, so that a night between two strokes isn't shown", () => {
    const moments = momentsOf([stroke(0, 40), stroke(30_000_000, 30_000_040)]);
    expect(moments.at(-1)?.atMs).toBeLessThan(2001);
  });

  it("is never longer than twelve seconds and keeps the rhythm", () => {
    const long = momentsOf([stroke(...Array.from({ length: 2000 }, (_, index) => index * 50))]);
    expect(long.at(-1)?.atMs).toBeCloseTo(12_000);
    const steps = gaps(long.map(({ atMs }) => atMs));
    expect(Math.max(...steps) / Math.min(...steps)).toBeCloseTo(1);
  });

  it("of nothing has no moments", () => {
    expect(momentsOf([])).toEqual([]);
  });
});
