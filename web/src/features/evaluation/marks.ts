import type { Evaluation, Remark, Verdict } from "./api";

/** A remark with a place of its own on the page. */
export interface Placed {
  id: string;
  remark: Remark;
}

/** A stretch of the document and the remarks that speak of it, the one with the shortest quote first. */
export interface Stretch {
  text: string;
  ids: string[];
  verdict: Verdict | null;
}

const weight: Record<Verdict, number> = { good: 0, note: 1, mend: 2 };

/** All remarks of an evaluation by part, each with an id that holds for this evaluation. */
export function placedOf(evaluation: Evaluation): Map<string, Placed[]> {
  return new Map(evaluation.parts.map((part) => [part.key, part.remarks.map((remark, index) => ({ id: `${part.key}-${index}`, remark }))]));
}

/** The document cut where a quote begins or ends. Spans count code points. */
export function stretchesOf(text: string, placed: readonly Placed[]): Stretch[] {
  const points = Array.from(text);
  const spans = placed.flatMap(({ id, remark }) => (remark.span && remark.span.end > remark.span.start ? [{ id, verdict: remark.verdict, ...remark.span }] : []));
  const cuts = [...new Set([0, points.length, ...spans.flatMap((span) => [span.start, span.end])])].filter((cut) => cut <= points.length).toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? points.length;
    const over = spans.filter((span) => span.start <= start && span.end >= end).toSorted((a, b) => a.end - a.start - (b.end - b.start));
    const heaviest = over.toSorted((a, b) => weight[b.verdict] - weight[a.verdict])[0];
    return { text: points.slice(start, end).join(""), ids: over.map((span) => span.id), verdict: heaviest?.verdict ?? null };
  });
}

/** Points of each part in an earlier evaluation by the same engine, to compare with; null when there is none. */
export function changeSince(now: number | null | undefined, before: number | null | undefined): number | null {
  return typeof now === "number" && typeof before === "number" ? Math.round((now - before) * 10) / 10 : null;
}
