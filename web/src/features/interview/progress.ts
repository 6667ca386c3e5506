/** Where one is in an interview, kept in this browser so that a reload goes on at the right place. */
import type { Interview } from "./api";
import type { PhaseName, RoomState } from "./phase";

export interface Progress {
  index: number;
  phase: PhaseName;
  leftS: number | null;
  /** The take that was being recorded. */
  take: string | null;
  /** False when the question was skipped, or its answer ended before anything was recorded. */
  hasAnswer: boolean;
}

/** An answer with less than this left is not worth going on with. */
const worthS = 3;

const keptUnder = (id: string) => `visavis.room.${id}`;

export function keepProgress(id: string, progress: Progress): void {
  try {
    localStorage.setItem(keptUnder(id), JSON.stringify(progress));
  } catch {
    // then a reload goes on from what the server knows
  }
}

export function forgetProgress(id: string): void {
  try {
    localStorage.removeItem(keptUnder(id));
  } catch {
    // nothing was kept either
  }
}

export function keptProgress(id: string): Progress | null {
  try {
    return JSON.parse(localStorage.getItem(keptUnder(id)) ?? "null") as Progress | null;
  } catch {
    return null;
  }
}

export interface Resumed {
  index: number;
  phase: Extract<PhaseName, "asking" | "thinking" | "answering" | "answered" | "leaving">;
  leftS: number | null;
  continues: string | null;
}

/**
 * The server knows the question; this browser knows the phase.
 *
 * Whoever is further counts: another device may have gone on, or the server may not have heard of the last step here.
 */
export function resumeAt(interview: Pick<Interview, "position" | "questions">, kept: Progress | null): Resumed {
  const index = interview.position;
  const question = interview.questions[index];
  if (!question) return { index: Math.max(0, interview.questions.length - 1), phase: "leaving", leftS: null, continues: null };
  if (kept && kept.index >= index && kept.index < interview.questions.length) return fromKept(kept);
  const phase = question.answer.state === "complete" ? "answered" : "asking";
  return { index, phase, leftS: null, continues: null };
}

function fromKept({ index, phase, leftS, take, hasAnswer }: Progress): Resumed {
  const at = { index, leftS: null, continues: null };
  if (phase === "answered" && !hasAnswer) return { ...at, phase: "asking" };
  if (phase === "thinking") return { ...at, phase, leftS };
  if (phase === "answering" && (leftS ?? 0) >= worthS) return { ...at, phase, leftS, continues: take };
  if (phase === "answering" || phase === "saving" || phase === "following" || phase === "answered" || phase === "leaving") return { ...at, phase: "answered" };
  return { ...at, phase: "asking" };
}

export function progressOf(state: RoomState, leftS: number | null, take: string | null): Progress {
  return { index: state.index, phase: state.phase, leftS, take, hasAnswer: state.hasAnswer };
}
