/** What a chart of one measure spans, with its round marks from the lowest to the highest. */
export interface Scale {
  low: number;
  high: number;
  marks: number[];
}

/** The least that a chart spans, by unit: a difference that nobody would notice must not look like a jump. */
const leastSpan: Record<string, number> = {
  share: 1,
  ratio: 1,
  "%": 20,
  deg: 20,
  "deg/s": 20,
  cm: 5,
  "cm/s": 20,
  "cm/min": 100,
  s: 2,
  count: 4,
  "1/min": 10,
  "per min": 10,
  "per 100 words": 4,
  "words/min": 100,
  "syllables/min": 150,
  "syllables/s": 4,
  dB: 20,
  dBFS: 20,
  Hz: 80,
  semitones: 6,
};

/** Of these, zero is no natural start. */
const floating = new Set(["dB", "dBFS", "Hz"]);

function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  return ([1, 2, 2.5, 5].find((factor) => factor * power >= atLeast) ?? 10) * power;
}

/** From zero where the quantity starts there; otherwise around the values. `values` must not be empty. */
export function scaleOf(values: readonly number[], unit: string): Scale {
  const startsAtZero = !floating.has(unit) && values.every((value) => value >= 0);
  const least = startsAtZero ? 0 : Math.min(...values);
  const most = Math.max(...values);
  const span = Math.max(most - least, leastSpan[unit] ?? Math.abs(most) / 2, Number.EPSILON);
  const step = roundStep(span / 3);
  const start = startsAtZero ? 0 : least - (span - (most - least)) / 2;
  const first = Math.floor(start / step);
  const last = Math.max(Math.ceil((startsAtZero ? span : start + span) / step), first + 1);
  const marks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
  return { low: first * step, high: last * step, marks };
}
