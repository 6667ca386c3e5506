import { expect, it } from "vitest";

import { measure, silenceDbfs } from "./level";

it("reads a full-scale sine as -3 dBFS with its peak at 0", () => {
  const sine = Float32Array.from({ length: 4800 }, (_, n) => Math.sin((2 * Math.PI * 440 * n) / 48_000));
  const level = measure(sine);
  expect(level.rmsDbfs).toBeCloseTo(-3.01, 1);
  expect(level.peakDbfs).toBeCloseTo(0, 2);
});

it("reads silence as the floor, never as minus infinity", () => {
  expect(measure(new Float32Array(2048))).toEqual({ rmsDbfs: silenceDbfs, peakDbfs: silenceDbfs });
});
