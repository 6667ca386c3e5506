import { families, type Family } from "@/lib/families";

import type { Answer, Moment, Track } from "../values";

export type Lane =
  | { kind: "track"; key: string; family: Family; track: Track }
  | { kind: "events"; key: string; family: Family; events: Moment[] };

/** The lanes of an answer family by family: tracks first, then one lane for each kind of event. Empty tracks are left out. */
export function lanesOf(answer: Answer): Lane[] {
  return families.flatMap((family) => {
    const tracks = answer.tracks.filter((track) => track.family === family && track.values.some((value) => value !== null));
    const events = answer.events.filter((event) => event.family === family);
    const keys = [...new Set(events.map((event) => event.key))];
    return [
      ...tracks.map((track): Lane => ({ kind: "track", key: track.key, family, track })),
      ...keys.map((key): Lane => ({ kind: "events", key: `event ${key}`, family, events: events.filter((event) => event.key === key) })),
    ];
  });
}
