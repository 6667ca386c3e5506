import type { Offers, Wishes } from "./api";

export const fresh: Wishes = {
  size: "3x4",
  background: "white",
  suit: null,
  light: 1,
  skin: 0.6,
  clear_glasses: false,
  template: null,
  warned: false,
  suffix: "jpg",
  max_kb: null,
};

/** A suit of this cut; the colours of the one that was worn stay. */
export function withCut(wishes: Wishes, offers: Offers, cut: string): Wishes {
  return { ...wishes, suit: { ...(wishes.suit ?? { jacket: offers.jackets[0]?.id ?? "" }), cut } };
}

/** The name of the file: what it is and of which size, so that several can lie side by side. */
export function fileName(wishes: Wishes, kind: "photo" | "sheet"): string {
  return `${kind}-${wishes.size}.${wishes.suffix}`;
}

/** What a field with a limit in kB says; null: no limit, undefined: no such limit. */
export function readLimit(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= 10 && value <= 20_000 ? value : undefined;
}
