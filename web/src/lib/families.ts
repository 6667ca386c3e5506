import type { components } from "@/client/schema";

export type Family = components["schemas"]["TrackPart"]["family"];

/** In the order in which reports show them. */
export const families: readonly Family[] = ["gaze", "head", "expression", "gesture", "framing", "voice", "content"];

export function familyColor(family: Family): string {
  return `var(--family-${family})`;
}
