import type { components } from "@/client/schema";

export type Family = components["schemas"]["TrackPart"]["family"];

/** In the order in which reports show them. */
export const families: readonly Family[] = ["gaze", "head", "expression", "expression_class", "gesture", "framing", "voice", "content"];

export function familyColor(family: Family): string {
  return `var(--family-${family})`;
}
