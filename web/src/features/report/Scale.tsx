import type { ReactNode } from "react";

import type { Measure } from "./values";

/** The span that a small scale shows: value, norm and own earlier range with some air around them. */
function spanOf(measure: Measure, value: number): [number, number] {
  const compared = measure.compared_with_own_earlier;
  const all = [value, measure.norm?.low, measure.norm?.high, compared?.earlier_low, compared?.earlier_high].filter((one): one is number => one !== null && one !== undefined);
  const low = Math.min(...all);
  const high = Math.max(...all);
  const air = (high - low || Math.abs(high) || 1) * 0.15;
  return [low - air, high + air];
}

/**
 * Where the value lies: the usual range as a band, one's own earlier range as a line, the value as a dot.
 *
 * Deliberately without red and green: outside of a usual range is not wrong. The figures in words stand beside it.
 */
export function Scale({ measure }: { measure: Measure }): ReactNode {
  const { value, norm, compared_with_own_earlier: compared } = measure;
  const hasNorm = norm !== null && (norm.low !== null || norm.high !== null);
  if (value === null || (!hasNorm && !compared)) return null;
  const [low, high] = spanOf(measure, value);
  const at = (x: number): number => Math.min(100, Math.max(0, ((x - low) / (high - low)) * 100));
  const band = hasNorm ? { from: norm.low === null ? 0 : at(norm.low), to: norm.high === null ? 100 : at(norm.high) } : null;
  return (
    <svg viewBox="0 0 100 20" className="h-5 w-24 shrink-0 max-xs:col-start-1 max-xs:row-start-2 print:hidden" aria-hidden="true">
      <path d="M0 10H100" stroke="var(--line)" strokeWidth="2" />
      {band && <rect x={band.from} y="4" width={Math.max(2, band.to - band.from)} height="12" rx="3" fill="var(--accent-soft)" stroke="var(--accent)" strokeOpacity=".35" />}
      {compared && <path d={`M${at(compared.earlier_low)} 10H${at(compared.earlier_high)}`} stroke="var(--line-strong)" strokeWidth="3" strokeLinecap="round" />}
      <circle cx={at(value)} cy="10" r="5" fill="var(--ink)" stroke="var(--surface)" strokeWidth="2" />
    </svg>
  );
}
