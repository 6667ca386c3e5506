import { expect, test } from "vitest";

import { edge, shoulderLine, shoulderRow, wallColumn } from "./wall";

const wall = [150, 158, 168] as const;
const jacket = [36, 48, 74] as const;

test("an edge that is wall from top to bottom stays as it is", () => {
  const rows = Array.from({ length: 48 }, (_row, number) => [150 + number / 4, 150, 150] as const);
  const column = wallColumn(rows);
  expect(column).toHaveLength(48);
  expect(shoulderRow(rows)).toBeNull();
  expect(column[24]?.[0]).toBeCloseTo(156, 5);
});

test("the wall goes on where a shoulder stands before it", () => {
  const mixed = [100, 110, 130] as const;
  const rows = [...Array.from({ length: 38 }, () => wall), mixed, ...Array.from({ length: 9 }, () => jacket)];
  expect(shoulderRow(rows)).toBe(38);
  for (const colour of wallColumn(rows)) expect(colour.map(Math.round)).toEqual([...wall]);
});

test("an edge is the mean of its columns", () => {
  const pixels = new Uint8ClampedArray([10, 20, 30, 255, 20, 40, 60, 255, 0, 0, 0, 255, 1, 1, 1, 255, 3, 3, 3, 255, 9, 9, 9, 255]);
  expect(edge(pixels, 3, 0)).toEqual([
    [15, 30, 45],
    [2, 2, 2],
  ]);
});

test("a pattern high on the wall is no shoulder", () => {
  const rows = Array.from({ length: 48 }, (_row, number) => (number < 12 ? jacket : wall));
  expect(shoulderRow(rows)).toBeNull();
});

test("a shoulder goes on from where it leaves the picture, ever steeper, to below the picture", () => {
  const line = shoulderLine({ top: 0.8, slope: 0.5 }, 0.06);
  expect(line[0]).toEqual([-0.06, 0.77]);
  expect(line.at(-1)?.[1]).toBeCloseTo(1.1, 6);
  const drops = line.slice(1).map(([, down], number) => down - (line[number]?.[1] ?? 0));
  for (const [number, drop] of drops.entries()) expect(drop).toBeGreaterThanOrEqual((drops[number - 1] ?? 0) - 1e-9);
});
