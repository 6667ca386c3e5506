import { families, type Family } from "@/lib/families";

import type { Answer, Moment, Track } from "../values";

export type Lane =
  | { kind: "track"; key: string; family: Family; track: Track }
  | { kind: "events"; key: string; family: Family; events: Moment[] };

function isEmpty(track: Track): boolean {
  return track.values.every((value) => value === null);
}

/** A curve that never moves tells nothing that its figure doesn't. */
function isFlat(track: Track): boolean {
  const measured = track.values.filter((value) => value !== null);
  return measured.every((value) => value === measured[0]);
}

/**
 * The lanes of an answer family by family: tracks first, then one lane for each kind of event. Empty tracks are left out.
 *
 * Unless `all` curves are wanted, a family shows its first one that moves: readers name their main track first.
 */
export function lanesOf(answer: Answer, all: boolean): Lane[] {
  return families.flatMap((family) => {
    const own = answer.tracks.filter((track) => track.family === family && !isEmpty(track));
    const main = own.find((track) => !isFlat(track));
    const tracks = all ? own : main ? [main] : [];
    const events = answer.events.filter((event) => event.family === family);
    const keys = [...new Set(events.map((event) => event.key))];
    return [
      ...tracks.map((track): Lane => ({ kind: "track", key: track.key, family, track })),
      ...keys.map((key): Lane => ({ kind: "events", key: `event ${key}`, family, events: events.filter((event) => event.key === key) })),
    ];
  });
}
