import type { Bar, Spec, SpecName } from "./api";

/** Which part of the holders lies below: a range, because a bar tells no more of the people in it. In whole per cents. */
export interface Place {
  from: number;
  to: number;
}

/** Where a value stands among those who have one. Reckoned here in the browser: the value goes nowhere. */
export function placeIn(bars: readonly Bar[], value: number): Place | null {
  const whole = bars.reduce((sum, bar) => sum + bar.share, 0);
  if (whole <= 0) return null;
  const at = barOf(bars, value);
  const below = bars.slice(0, at).reduce((sum, bar) => sum + bar.share, 0);
  const inside = value < (bars[0]?.low ?? 0) ? 0 : (bars[at]?.share ?? 0);
  return { from: Math.round((below / whole) * 100), to: Math.round(((below + inside) / whole) * 100) };
}

/** The index of the bar in which a value lies; the first one for what lies below all of them. */
export function barOf(bars: readonly Bar[], value: number): number {
  return Math.max(0, bars.findLastIndex((bar) => value >= bar.low));
}

export type Mine = Partial<Record<SpecName, number>>;

export const opicLevels = ["NL", "NM", "NH", "IL", "IM1", "IM2", "IM3", "IH", "AL"] as const;

/** The value as people say it: levels by their name, the rest as numbers. */
export function valueWords(spec: Pick<Spec, "is_level">, value: number): string {
  if (spec.is_level) return opicLevels[Math.round(value) - 1] ?? "";
  return new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(value);
}

/** What was typed, as a value; null when it is none. */
export function typedValue(spec: SpecName, typed: string): number | null {
  if (spec === "opic") {
    const level = opicLevels.findIndex((one) => one === typed.trim().toUpperCase());
    return level < 0 ? null : level + 1;
  }
  const value = Number(typed.replace(",", "."));
  return typed.trim() !== "" && Number.isFinite(value) && value > 0 ? value : null;
}
