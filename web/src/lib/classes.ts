import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({ extend: { classGroups: { "font-size": [{ text: ["display", "title"] }] } } });

/** Joins class names; of two that set the same thing, the later wins. */
export function classes(...values: ClassValue[]): string {
  return merge(clsx(values));
}
