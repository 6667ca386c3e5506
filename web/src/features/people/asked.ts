/** What the gallery's address asks for, however it was typed: filter and place, so that "back" leads to the same faces. */

import type { Filter } from "./api";

export interface Asked {
  filter: Filter;
  /** The seed of the first face. */
  start: number;
  /** One's favourites alone. */
  favourites: boolean;
  /** Who draws; null: the one that serves. */
  engine: string | null;
}

const largestStart = 2 ** 32 - 1;

/** Words choose looks, so a look beside them is dropped; a place that isn't one is the gallery's start. */
export function readAsked(address: URLSearchParams): Asked {
  const keyword = address.get("keyword")?.trim() ?? "";
  const look = keyword === "" ? (address.get("look") ?? "") : "";
  const start = address.get("start") ?? "";
  return {
    filter: { kind: address.get("kind") ?? "", look, keyword },
    start: /^\d+$/.test(start) && Number(start) <= largestStart ? Number(start) : 0,
    favourites: address.get("favourites") === "1",
    engine: address.get("engine"),
  };
}

/** The same as an address; what asks for nothing is left out. */
export function writeAsked({ filter, start, favourites, engine }: Asked): Record<string, string> {
  const told = { ...filter, start: start === 0 ? "" : String(start), favourites: favourites ? "1" : "", engine: engine ?? "" };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== ""));
}
