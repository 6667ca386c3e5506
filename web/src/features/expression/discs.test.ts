import { expect, it } from "vitest";

import { hides, placeDiscs, type Box } from "./discs";

const size = { width: 1000, height: 800 };
const radius = 22;

function check(faces: readonly Box[]): void {
  const discs = placeDiscs(faces, radius, size.width, size.height);
  expect(discs).toHaveLength(faces.length);
  for (const disc of discs) {
    expect(faces.some((face) => hides(disc, face, radius))).toBe(false);
    expect(disc.x >= radius && disc.x <= size.width - radius && disc.y >= radius && disc.y <= size.height - radius).toBe(true);
  }
  discs.forEach((one, at) => discs.slice(0, at).forEach((other) => expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(2 * radius)));
}

it("stand beside every face of a collage, on none", () => {
  check(Array.from({ length: 12 }, (_, at) => ({ left: 40 + 250 * (at % 4), top: 60 + 260 * Math.floor(at / 4), width: 170, height: 190 })));
});

it.each([
  ["at the upper edge", { left: 400, top: 5, width: 200, height: 240 }],
  ["in a corner", { left: -10, top: -10, width: 200, height: 240 }],
  ["as high as the picture", { left: 300, top: -20, width: 300, height: 840 }],
])("find room for a face %s", (_where, face) => {
  check([face]);
});

it("cover the chin's corner of a face that fills the picture, not its eyes", () => {
  const face = { left: -10, top: -10, width: 1020, height: 830 };
  const [disc] = placeDiscs([face], radius, size.width, size.height);
  expect(disc?.y).toBeGreaterThan(700);
  expect(disc?.x).toBeLessThan(50);
});
