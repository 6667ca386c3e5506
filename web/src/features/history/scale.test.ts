import { describe, expect, it } from "vitest";

import { scaleOf } from "./scale";

describe("the scale of a measure over time", () => {
  it("starts at zero and keeps a small difference small", () => {
    const { low, high } = scaleOf([0.3, 1], "cm");
    expect(low).toBe(0);
    expect((1 - 0.3) / (high - low)).toBeLessThan(0.2);
  });

  it("shows shares between nothing and all", () => {
    expect(scaleOf([0.42, 0.5], "share")).toEqual({ low: 0, high: 1, marks: [0, 0.5, 1] });
  });

  it("grows with the values and holds them all", () => {
    for (const values of [[120, 404], [0], [37.5], [-31, -24.5], [-12, 30], [1e-4, 2e-4]])
      for (const unit of ["words/min", "dB", "cm", "unknown"]) {
        const { low, high, marks } = scaleOf(values, unit);
        expect(low).toBeLessThanOrEqual(Math.min(...values));
        expect(high).toBeGreaterThanOrEqual(Math.max(...values));
        expect(high).toBeGreaterThan(low);
        expect(marks.length).toBeGreaterThanOrEqual(2);
        expect(marks.length).toBeLessThanOrEqual(5);
        expect([marks[0], marks.at(-1)]).toEqual([expect.closeTo(low, 9), expect.closeTo(high, 9)]);
      }
  });

  it("doesn't force zero on what has no natural zero", () => {
    const { low, high } = scaleOf([182, 190], "Hz");
    expect(low).toBeGreaterThanOrEqual(100);
    expect(high - low).toBeGreaterThanOrEqual(80);
  });
});
