import { describe, expect, it } from "vitest";

import { barOf, placeIn, typedValue, valueWords } from "./place";

const bars = [
  { low: 700, high: 800, share: 0.2 },
  { low: 800, high: 900, share: 0.5 },
  { low: 900, high: null, share: 0.3 },
];

describe("my place among those who have one", () => {
  it("is the range of the bar in which I am", () => {
    expect(placeIn(bars, 850)).toEqual({ from: 20, to: 70 });
    expect(placeIn(bars, 900)).toEqual({ from: 70, to: 100 });
  });

  it("is below all of them where nobody is", () => expect(placeIn(bars, 500)).toEqual({ from: 0, to: 0 }));

  it("is not known without a distribution", () => expect(placeIn([], 500)).toBeNull());

  it("does not mind shares that were rounded", () => expect(placeIn([{ low: 1, high: 2, share: 0.35 }, { low: 2, high: null, share: 0.6 }], 2)).toEqual({ from: 37, to: 100 }));

  it("points to one bar", () => expect([650, 700, 799, 990].map((value) => barOf(bars, value))).toEqual([0, 0, 0, 2]));
});

describe("values as people write them", () => {
  it("reads levels and numbers, and nothing else", () => {
    expect(typedValue("opic", " ih ")).toBe(8);
    expect(typedValue("gpa", "3,8")).toBe(3.8);
    expect([typedValue("opic", "HI"), typedValue("toeic", "nine"), typedValue("toeic", ""), typedValue("toeic", "0")]).toEqual([null, null, null, null]);
  });

  it("says levels by name", () => expect([valueWords({ is_level: true }, 8), valueWords({ is_level: false }, 3.75)]).toEqual(["IH", "3.75"]));
});
