import type { View } from "./view";

export interface Range {
  low: number;
  high: number;
}

type Values = readonly (number | null)[];

/** The least that a lane spans, by unit: a calm person's tremble must not fill the lane like a swing. */
const leastSpan: Record<string, number> = { share: 0.3, ratio: 0.3, "%": 30, deg: 20, dB: 20, dBFS: 20, semitones: 6 };

/** The range that a track's lane shows: degrees lie evenly around zero, shares between 0 and 1. */
export function rangeOf(values: Values, unit: string): Range {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { low: 0, high: 1 };
  if (unit === "deg") {
    const reach = Math.max(Math.abs(low), Math.abs(high), (leastSpan.deg ?? 0) / 2);
    return { low: -reach, high: reach };
  }
  if (low >= 0 && high <= 1 && (unit === "share" || unit === "ratio" || unit === "")) return { low: 0, high: 1 };
  const margin = (high - low || Math.abs(high) || 1) * 0.06;
  const missing = Math.max(0, (leastSpan[unit] ?? 0) - (high - low + 2 * margin)) / 2;
  return { low: low - margin - missing, high: high + margin + missing };
}

/** The first index whose time is not before `timeS`. */
export function firstFrom(times: readonly number[], timeS: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) < timeS) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The measured value nearest to a time, null when none lies within half a second, or of long answers half a step. */
export function valueAt(times: readonly number[], values: Values, timeS: number): number | null {
  const after = firstFrom(times, timeS);
  let best: number | null = null;
  const step = ((times[times.length - 1] ?? 0) - (times[0] ?? 0)) / Math.max(1, times.length - 1);
  let bestDistance = Math.max(0.5, 0.6 * step);
  for (const index of [after - 1, after]) {
    const distance = Math.abs((times[index] ?? Infinity) - timeS);
    const value = values[index] ?? null;
    if (value !== null && distance <= bestDistance) {
      best = value;
      bestDistance = distance;
    }
  }
  return best;
}

interface Size {
  width: number;
  height: number;
}

/** More than two points on one pixel column become its lowest and highest, in the order in which they came. */
function thin(points: [number, number][]): [number, number][] {
  const kept: [number, number][] = [];
  let index = 0;
  while (index < points.length) {
    const column = Math.floor(points[index]?.[0] ?? 0);
    let low = index;
    let high = index;
    let next = index;
    while (next < points.length && Math.floor(points[next]?.[0] ?? 0) === column) {
      if ((points[next]?.[1] ?? 0) < (points[low]?.[1] ?? 0)) low = next;
      if ((points[next]?.[1] ?? 0) > (points[high]?.[1] ?? 0)) high = next;
      next += 1;
    }
    for (const which of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) {
      const point = points[which];
      if (point) kept.push(point);
    }
    index = next;
  }
  return kept;
}

function draw(points: [number, number][]): string {
  const round = (value: number): string => (Math.round(value * 10) / 10).toString();
  if (points.length === 0) return "";
  const [first, ...rest] = points;
  const start = first ? `M${round(first[0])} ${round(first[1])}` : "";
  // A lone point is drawn as a dot: a line of no length with a round cap.
  return start + (rest.length === 0 ? "h0" : rest.map(([x, y]) => `L${round(x)} ${round(y)}`).join(""));
}

/** The track as an SVG path over the view. The line breaks where nothing was measured. */
export function trackPath(times: readonly number[], values: Values, view: View, range: Range, size: Size): string {
  const begin = Math.max(0, firstFrom(times, view.start) - 1);
  const end = Math.min(times.length, firstFrom(times, view.end) + 2);
  const perSecond = size.width / (view.end - view.start);
  const perUnit = size.height / (range.high - range.low || 1);
  const dense = end - begin > size.width * 2;
  let run: [number, number][] = [];
  let path = "";
  const close = (): void => {
    path += draw(dense ? thin(run) : run);
    run = [];
  };
  for (let index = begin; index < end; index += 1) {
    const value = values[index] ?? null;
    if (value === null) close();
    else run.push([((times[index] ?? 0) - view.start) * perSecond, size.height - (value - range.low) * perUnit]);
  }
  close();
  return path;
}
