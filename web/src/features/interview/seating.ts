/** Who sits on a panel while it is being planned. */
import type { Interviewer } from "@/client/types";

import type { SeatChoice } from "./api";

export const mostSeats = 3;

/** A usual panel of a Korean company: an executive, somebody who does the work, and human resources. */
const usual: readonly (readonly [person: string, persona: string])[] = [
  ["mikyung", "executive"],
  ["junho", "technical"],
  ["seoyeon", "warm"],
];

/** `count` different people with their usual personas, those of `before` staying where they are. */
export function seated(interviewers: readonly Interviewer[], count: number, before: readonly SeatChoice[] = []): SeatChoice[] {
  const there = new Set(interviewers.map((one) => one.id));
  const kept = before.slice(0, count).filter((seat, at, all) => there.has(seat.person_id) && all.findIndex((one) => one.person_id === seat.person_id) === at);
  const taken = new Set(kept.map((seat) => seat.person_id));
  const wanted = [...usual.map(([id]) => id), ...interviewers.map((one) => one.id)].filter((id) => there.has(id));
  const free = [...new Set(wanted)].filter((id) => !taken.has(id));
  const added = free.slice(0, Math.max(0, count - kept.length)).map((person_id, at) => ({ person_id, persona: personaFor(person_id, kept.length + at) }));
  return [...kept, ...added];
}

function personaFor(person: string, seat: number): string {
  return usual.find(([id]) => id === person)?.[1] ?? usual[seat % usual.length]?.[1] ?? "neutral";
}

/** Somebody takes a seat; whoever has another seat changes places with them. */
export function placed(panel: readonly SeatChoice[], seat: number, personId: string): SeatChoice[] {
  const before = panel[seat]?.person_id;
  return panel.map((one, at) => {
    if (at === seat) return { ...one, person_id: personId };
    return one.person_id === personId && before !== undefined ? { ...one, person_id: before } : one;
  });
}
