import { describe, expect, it } from "vitest";

import { boxOf, styleOf, viewOn, whole } from "./focus";

describe("looking at a face in a photo", () => {
  it("finds what isn't transparent", () => {
    const data = new Uint8ClampedArray(4 * 100);
    for (const at of [23, 24, 33, 34, 44]) data[4 * at + 3] = 90;
    expect(boxOf({ data, width: 10, height: 10 })).toEqual({ x: 0.3, y: 0.2, width: 0.2, height: 0.3 });
    expect(boxOf({ data: new Uint8ClampedArray(400), width: 10, height: 10 })).toBeNull();
  });

  it("brings a small face to the middle and makes it half of the frame", () => {
    const { zoom, x, y } = viewOn({ x: 0.45, y: 0.2, width: 0.1, height: 0.125 });
    expect(zoom).toBe(4);
    expect(x + zoom * 0.5).toBeCloseTo(0.5);
    expect(y + zoom * 0.2625).toBeCloseTo(0.5);
  });

  it("shows nothing beyond the picture", () => {
    const { zoom, x, y } = viewOn({ x: 0, y: 0.95, width: 0.05, height: 0.05 });
    expect(zoom).toBe(8);
    expect([x, y]).toEqual([0, 1 - zoom]);
  });

  it("leaves a large face as it is", () => {
    expect(viewOn({ x: 0.3, y: 0.3, width: 0.4, height: 0.4 })).toBe(whole);
    expect(styleOf(whole)).toBeUndefined();
  });
});
