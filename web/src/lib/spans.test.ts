import { describe, expect, it } from "vitest";

import { sliceOf, unitsOf } from "./spans";

describe("spans", () => {
  it("count an emoji as one, as the server does", () => {
    const text = "😀 성과 😀 30%";
    expect(sliceOf(text, { start: 2, end: 4 })).toBe("성과");
    const { start, end } = unitsOf(text, { start: 7, end: 10 });
    expect(text.slice(start, end)).toBe("30%");
  });
});
