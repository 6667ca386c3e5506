import { expect, it } from "vitest";

import { Onset } from "./onset";

function hearAll(levels: number[]): number | null {
  const onset = new Onset();
  return levels.map((level, number) => onset.hear(level, number * 0.05)).at(-1) ?? null;
}

it("finds the first word after a silence", () => {
  expect(hearAll([-70, -70, -71, -69, -25, -22, -24, -20, -23])).toBeCloseTo(0.2);
});

it("is not fooled by a click", () => {
  expect(hearAll([-70, -70, -20, -70, -70, -70, -70, -70])).toBeNull();
});

it("hears nothing in a noisy room where nobody speaks", () => {
  expect(hearAll(Array.from({ length: 40 }, (_, number) => -42 + (number % 3)))).toBeNull();
});

it("does not take the end of the first pause for the first word of somebody who speaks already", () => {
  expect(hearAll([-20, -22, -21, -70, -70, -70, -20, -21, -20, -22, -20])).toBeNull();
});
