import { describe, expect, it } from "vitest";

import { dayIn, daysUntil, doneShare } from "./due";

describe("how far a goal is", () => {
  it("goes down towards at most", () => {
    expect(doneShare({ reached: false, value: 10, side: "at_most", target: 5 })).toBe(0.5);
    expect(doneShare({ reached: true, value: 0, side: "at_most", target: 5 })).toBe(1);
  });

  it("goes up towards at least", () => {
    expect(doneShare({ reached: false, value: 2, side: "at_least", target: 3 })).toBeCloseTo(0.667, 2);
    expect(doneShare({ reached: false, value: -1, side: "at_least", target: 3 })).toBe(0);
  });

  it("is unknown before anything was measured", () => expect(doneShare({ reached: false, value: null, side: "at_most", target: 5 })).toBeNull());
});

describe("the days until a goal is due", () => {
  const lateEvening = new Date(2026, 1, 27, 23, 59);

  it("are counted by the calendar of whoever looks", () => {
    expect(daysUntil("2026-02-28", lateEvening)).toBe(1);
    expect(daysUntil("2026-02-26", lateEvening)).toBe(-1);
  });

  it("lead over the end of a month", () => expect(dayIn(3, lateEvening)).toBe("2026-03-02"));
});
