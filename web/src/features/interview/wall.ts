/**
 * What the edges of the square clip show, so that it can go on beyond them: a plain wall and, low down, a shoulder.
 *
 * Each edge is read from the top down for as long as it shows the wall; where a shoulder begins, the wall above it goes on.
 */

type Colour = readonly [number, number, number];

export interface Shoulder {
  /** Where it leaves the picture, as a share of the height. */
  top: number;
  /** How much lower it gets there for each step outwards. */
  slope: number;
  colour: string;
}

export interface Side {
  /** A CSS gradient from the top of the square to its bottom. */
  wall: string;
  /** Null when none leaves the picture. */
  shoulder: Shoulder | null;
}

export interface Wall {
  left: Side;
  right: Side;
  /** A dark colour of the same hue, for what stands before the wall. */
  shade: string;
}

const side = 48;
const edgeColumns = 2;
/** So many columns further in, the shoulder is looked for again, for its slope. */
const slopeColumns = 6;
const stops = 13;
/** Neighbouring rows of a lit wall differ by less than this, those of a wall and a jacket by more. */
const jump = 14;
/** A break above this share of the height is a pattern of the wall, or a picture without one. */
const highestShoulder = 0.55;
/** A shoulder below this one is round already where it leaves the picture: the soft edge ends it. */
const lowestShoulder = 0.83;

/** Null while the picture has nothing to show. */
export function readWall(picture: HTMLImageElement | HTMLVideoElement): Wall | null {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  if (data[3] === 0) return null;
  const [left, right] = [edge(data, side, 0), edge(data, side, side - edgeColumns)];
  const inLeft = edge(data, side, slopeColumns);
  const inRight = edge(data, side, side - edgeColumns - slopeColumns);
  return { left: sideOf(left, inLeft), right: sideOf(right, inRight), shade: css(mean([...left, ...right]).map((value) => value * 0.22)) };
}

function sideOf(rows: readonly Colour[], further: readonly Colour[]): Side {
  const top = shoulderRow(rows);
  if (top === null || top > rows.length * lowestShoulder) return { wall: gradient(wallColumn(rows)), shoulder: null };
  const colour = css(mean(rows.slice(Math.min(top + 2, rows.length - 1))));
  const slope = Math.max(0, (top - (shoulderRow(further) ?? top)) / slopeColumns);
  // The first row that differs is mixed with wall: the outline is a little below its upper edge.
  return { wall: gradient(wallColumn(rows)), shoulder: { top: (top + 0.6) / rows.length, slope, colour } };
}

/** How steeply a shoulder bends down into the arm. */
const bend = 3;
const steps = 12;

/** The outline of a shoulder from `inside` the picture outwards, down to below it: [outwards, down], shares of the picture. */
export function shoulderLine({ top, slope }: Pick<Shoulder, "top" | "slope">, inside: number): [number, number][] {
  const depth = 1.1 - top;
  const reach = (Math.sqrt(slope * slope + 4 * bend * depth) - slope) / (2 * bend);
  return Array.from({ length: steps + 1 }, (_step, number) => {
    const out = -inside + ((reach + inside) * number) / steps;
    return [out, top + slope * out + (out > 0 ? bend * out * out : 0)];
  });
}

/** The first row that a shoulder covers; null when the wall reaches the bottom. */
export function shoulderRow(rows: readonly Colour[]): number | null {
  const lowest = Math.round(rows.length * highestShoulder);
  const found = rows.findIndex((row, number) => number > lowest && distance(row, rows[number - 1] ?? row) > jump);
  return found < 0 ? null : found;
}

/** The mean colour of each row of an edge, top to bottom. `pixels` is RGBA, row by row. */
export function edge(pixels: Uint8ClampedArray, width: number, firstColumn: number): Colour[] {
  return Array.from({ length: pixels.length / 4 / width }, (_row, row) =>
    mean(Array.from({ length: edgeColumns }, (_column, column) => colourAt(pixels, (row * width + firstColumn + column) * 4))),
  );
}

/** The same rows with whatever stands before the wall replaced by wall, and smoothed. */
export function wallColumn(rows: readonly Colour[]): Colour[] {
  // The rows just above a shoulder are mixed with it already.
  const last = (shoulderRow(rows) ?? rows.length + 2) - 3;
  const wall = rows.map((row, number) => rows[Math.min(number, last)] ?? row);
  return wall.map((_row, number) => mean(wall.slice(Math.max(0, number - 4), number + 5)));
}

function colourAt(pixels: Uint8ClampedArray, start: number): Colour {
  return [pixels[start] ?? 0, pixels[start + 1] ?? 0, pixels[start + 2] ?? 0];
}

function mean(colours: readonly Colour[]): Colour {
  const part = (channel: 0 | 1 | 2): number => colours.reduce((sum, colour) => sum + colour[channel], 0) / colours.length;
  return [part(0), part(1), part(2)];
}

function distance(one: Colour, other: Colour): number {
  return Math.max(...one.map((value, channel) => Math.abs(value - (other[channel] ?? 0))));
}

function css(colour: readonly number[]): string {
  return `rgb(${colour.map((value) => value.toFixed(1)).join(" ")})`;
}

function gradient(column: readonly Colour[]): string {
  const steps = Array.from({ length: stops }, (_stop, number) => {
    const share = number / (stops - 1);
    return `${css(column[Math.round(share * (column.length - 1))] ?? [0, 0, 0])} calc(var(--square) * ${share.toFixed(3)})`;
  });
  return `linear-gradient(to bottom, ${steps.join(", ")})`;
}
