/**
 * What happens in the room, question by question.
 *
 *     lobby ──begin──▶ asking ──▶ thinking ──▶ answering ──▶ saving ──▶ answered ──next──▶ asking … ──▶ leaving
 *                        ▲ ╰─────────┴────────────skip─────────── │ ─────────▶│ retake
 *                        ╰─────────────────────────────────────── │ ──────────╯
 *                        ▲                                        ▼           ▲
 *                        ╰───────────────followed────────────  following ─────╯ nothing more to ask
 *
 * Pure: time comes in as milliseconds, so that a test needs no clock. A pause keeps what is left of the countdown.
 */

export type PhaseName = "lobby" | "asking" | "thinking" | "answering" | "saving" | "following" | "answered" | "leaving";

export interface RoomState {
  phase: PhaseName;
  index: number;
  count: number;
  thinkingS: number;
  answerS: number;
  /** When the countdown ends; null in phases without one and while paused. */
  untilMs: number | null;
  /** What is left of the countdown while paused. */
  pausedS: number | null;
  /** The take to go on from; set after a reload or a lost device in mid-answer. */
  continues: string | null;
  /** Something of an answer to this question is kept. */
  hasAnswer: boolean;
}

export type RoomEvent =
  | { name: "begin"; nowMs: number; at: PhaseName }
  | { name: "asked"; nowMs: number }
  | { name: "answer"; nowMs: number }
  | { name: "finish_answer" }
  | { name: "saved"; isEmpty: boolean; mayFollow: boolean }
  | { name: "followed"; index: number | null; count: number }
  | { name: "skip" }
  | { name: "retake" }
  | { name: "next" }
  | { name: "pause"; nowMs: number }
  | { name: "go_on"; nowMs: number }
  | { name: "interrupted"; nowMs: number; take: string | null };

export interface Conditions {
  count: number;
  thinkingS: number;
  answerS: number;
}

export interface Kept {
  index: number;
  continues: string | null;
  leftS: number | null;
}

export function enterLobby(conditions: Conditions, kept: Kept): RoomState {
  return { phase: "lobby", ...conditions, index: kept.index, continues: kept.continues, untilMs: null, pausedS: kept.leftS, hasAnswer: false };
}

/** Seconds left of the countdown, null where nothing is counted down. */
export function leftS(state: RoomState, nowMs: number): number | null {
  if (state.pausedS !== null) return state.pausedS;
  return state.untilMs === null ? null : Math.max(0, (state.untilMs - nowMs) / 1000);
}

export function isPaused(state: RoomState): boolean {
  return state.pausedS !== null && state.phase !== "lobby";
}

export function step(state: RoomState, event: RoomEvent): RoomState {
  switch (event.name) {
    case "begin":
      return state.phase === "lobby" ? begin(state, event.at, event.nowMs) : state;
    case "asked":
      return state.phase === "asking" ? think(state, event.nowMs) : state;
    case "answer":
      return state.phase === "asking" || state.phase === "thinking" ? answer(state, event.nowMs, state.answerS) : state;
    case "finish_answer":
      return state.phase === "answering" ? { ...still(state), phase: "saving" } : state;
    case "saved":
      return state.phase === "saving" ? saved(state, state.hasAnswer || !event.isEmpty, event.mayFollow) : state;
    case "followed":
      return state.phase === "following" ? followed(state, event.index, event.count) : state;
    case "skip":
      return state.phase === "asking" || state.phase === "thinking" || state.phase === "following" ? answered(state, state.hasAnswer) : state;
    case "retake":
      return state.phase === "answered" ? ask(state, state.index) : state;
    case "next":
      return state.phase === "answered" ? next(state) : state;
    case "pause":
      return canPause(state) ? { ...state, pausedS: leftS(state, event.nowMs) ?? 0, untilMs: null } : state;
    case "go_on":
      return isPaused(state) ? goOn(state, event.nowMs) : state;
    case "interrupted":
      return state.phase === "answering" ? interrupt(state, event.take, event.nowMs) : state;
  }
}

/** Where a reload, or a device that comes in later, goes on. */
function begin(state: RoomState, phase: PhaseName, nowMs: number): RoomState {
  if (phase === "thinking") return { ...state, phase, ...countdown(nowMs, state.pausedS ?? state.thinkingS) };
  if (phase === "answering") return answer(state, nowMs, state.pausedS ?? state.answerS);
  if (phase === "answered") return answered(state, true);
  if (phase === "leaving") return { ...still(state), phase };
  return ask(state, state.index);
}

function interrupt(state: RoomState, take: string | null, nowMs: number): RoomState {
  return { ...state, continues: take ?? state.continues, pausedS: leftS(state, nowMs), untilMs: null };
}

function canPause(state: RoomState): boolean {
  return state.pausedS === null && (state.phase === "asking" || state.phase === "thinking" || state.phase === "answering");
}

function goOn(state: RoomState, nowMs: number): RoomState {
  if (state.phase === "asking") return still(state);
  return { ...state, ...countdown(nowMs, state.pausedS ?? 0) };
}

function countdown(nowMs: number, seconds: number): Pick<RoomState, "untilMs" | "pausedS"> {
  return { untilMs: nowMs + seconds * 1000, pausedS: null };
}

function still(state: RoomState): RoomState {
  return { ...state, untilMs: null, pausedS: null };
}

function ask(state: RoomState, index: number): RoomState {
  return { ...still(state), phase: "asking", index, continues: null };
}

function think(state: RoomState, nowMs: number): RoomState {
  if (state.thinkingS === 0) return answer(state, nowMs, state.answerS);
  return { ...state, phase: "thinking", ...countdown(nowMs, state.thinkingS) };
}

function saved(state: RoomState, hasAnswer: boolean, mayFollow: boolean): RoomState {
  return mayFollow ? { ...still(state), phase: "following", continues: null, hasAnswer } : answered(state, hasAnswer);
}

/** The follow-up stands right behind its question: those that come later have moved on by one. */
function followed(state: RoomState, index: number | null, count: number): RoomState {
  const now = { ...state, count };
  return index === null ? answered(now, state.hasAnswer) : { ...ask(now, index), hasAnswer: false };
}

function answered(state: RoomState, hasAnswer: boolean): RoomState {
  return { ...still(state), phase: "answered", continues: null, hasAnswer };
}

function answer(state: RoomState, nowMs: number, seconds: number): RoomState {
  return { ...state, phase: "answering", ...countdown(nowMs, seconds) };
}

function next(state: RoomState): RoomState {
  if (state.index + 1 >= state.count) return { ...still(state), phase: "leaving" };
  return { ...ask(state, state.index + 1), hasAnswer: false };
}
