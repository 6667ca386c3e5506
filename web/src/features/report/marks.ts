import type { Quote } from "./values";

/** A piece of the answer's text and which parts are told there. */
export interface Piece<Key extends string> {
  start: number;
  text: string;
  keys: Key[];
  startS: number | null;
}

/** Cuts a text at the ends of its quotes; a piece in several of them has all their keys, in the given order. */
export function cutByQuotes<Key extends string>(text: string, quotes: readonly (readonly [Key, readonly Quote[]])[]): Piece<Key>[] {
  // Python counts characters, JavaScript half-characters: beyond the basic plane they differ.
  const characters = Array.from(text);
  const all = quotes.flatMap(([key, found]) => found.map((quote) => ({ key, quote })));
  const cuts = [...new Set([0, characters.length, ...all.flatMap(({ quote }) => [quote.start, quote.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? characters.length;
    const over = all.filter(({ quote }) => quote.start <= start && quote.end >= end);
    return {
      start,
      text: characters.slice(start, end).join(""),
      keys: [...new Set(over.map(({ key }) => key))],
      startS: over.find(({ quote }) => quote.start_s != null)?.quote.start_s ?? null,
    };
  });
}
