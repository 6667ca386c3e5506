import { expect, it } from "vitest";

import { isLong } from "./folding";

it("folds what is longer than an answer of two minutes, or has many lines", () => {
  expect(isLong("가".repeat(900))).toBe(false);
  expect(isLong("가".repeat(20_000))).toBe(true);
  expect(isLong("줄\n".repeat(40))).toBe(true);
  expect(isLong("")).toBe(false);
});
