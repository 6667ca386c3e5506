import type { Wishes } from "./api";

/** What the page calls a part may be several of the engine's. */
export const parts = { eyes: ["left-eye", "right-eye"], nose: ["nose"], mouth: ["mouth"], outline: ["outline"] } as const;
export type PartName = keyof typeof parts;
export const partNames = Object.keys(parts) as PartName[];

export const plainWishes: Wishes = { t: 0.5, k: 10, parts: {}, gender: null, hair: null, skin: null, makeup: null, variation: 0 };

/** A part's own t, or null where it follows the drawing's. */
export function ownShare(wishes: Wishes, part: PartName): number | null {
  return wishes.parts?.[parts[part][0]] ?? null;
}

/** The same wishes with a part's own t; null lets it follow the drawing's again. */
export function withShare(wishes: Wishes, part: PartName, share: number | null): Wishes {
  const names: readonly string[] = parts[part];
  const others = Object.entries(wishes.parts ?? {}).filter(([name]) => !names.includes(name));
  const own = share === null ? [] : names.map((name) => [name, share] as const);
  return { ...wishes, parts: Object.fromEntries([...others, ...own]) };
}

/** The numbers of the next variations after the one that is shown. */
export function nextVariations(wishes: Wishes, count: number): number[] {
  return Array.from({ length: count }, (_, index) => (wishes.variation + index + 1) % 1000);
}
