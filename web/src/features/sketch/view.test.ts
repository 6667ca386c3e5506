import { describe, expect, it } from "vitest";

import { mostZoom, panned, whole, zoomedAt } from "./view";

describe("looking closer", () => {
  it("keeps what is under the hand where it is", () => {
    const near = zoomedAt(whole, 2, 0.25, 0.75);
    expect(near).toEqual({ zoom: 2, x: -0.25, y: -0.75 });
    const nearer = zoomedAt(near, 2, 0.25, 0.75);
    expect((0.25 - nearer.x) / nearer.zoom).toBeCloseTo(0.25);
    expect((0.75 - nearer.y) / nearer.zoom).toBeCloseTo(0.75);
  });

  it("never shows what lies beside the sheet", () => {
    expect(panned(zoomedAt(whole, 2, 0, 0), 5, -5)).toEqual({ zoom: 2, x: 0, y: -1 });
    expect(panned(whole, 0.3, 0.3)).toEqual(whole);
  });

  it("ends at the whole sheet and at eight times its size", () => {
    expect(zoomedAt(whole, 0.1, 0.5, 0.5)).toEqual(whole);
    expect(zoomedAt(whole, 100, 0, 0).zoom).toBe(mostZoom);
  });
});
