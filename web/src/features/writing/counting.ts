import type { Limit } from "./api";

export type Measure = Limit["measure"];
export const measures: readonly Measure[] = ["with_spaces", "without_spaces", "utf8_bytes", "euc_kr_bytes"];
export const usualLimits = [500, 700, 1000] as const;

export type Counts = Record<Measure, number>;

/**
 * Lengths as application forms count them; the same rules as src/visavis/career/writing/counting.py: code points, a line
 * break is one, and in "EUC-KR" bytes everything that is not ASCII is two.
 */
export function count(text: string): Counts {
  const points = Array.from(text.replace(/\r\n?/g, "\n"));
  const ascii = points.filter((point) => point < "\u0080").length;
  return {
    with_spaces: points.length,
    without_spaces: points.filter((point) => !/\s/u.test(point)).length,
    utf8_bytes: new TextEncoder().encode(points.join("")).length,
    euc_kr_bytes: ascii + 2 * (points.length - ascii),
  };
}
