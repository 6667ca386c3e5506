import { useCallback, useEffect, useReducer, useState } from "react";

import { movePosition, type Interview } from "./api";
import { enterLobby, isPaused, leftS, step, type RoomEvent, type RoomState } from "./phase";
import { forgetProgress, keepProgress, keptProgress, progressOf, resumeAt, type Resumed } from "./progress";

export interface RoomHandle {
  state: RoomState;
  send: (event: RoomEvent) => void;
  /** Where this visit goes on; shown in the lobby. */
  resumed: Resumed;
  /** Seconds left, a few times a second. */
  left: number | null;
}

const tickMs = 200;

function conditionsOf(interview: Interview): { count: number; thinkingS: number; answerS: number } {
  const thinkingS = interview.thinking_s * (interview.accommodations.extra_thinking ? 2 : 1);
  return { count: interview.questions.length, thinkingS, answerS: interview.answer_s };
}

/** The state of the room with its clock: time running out moves it on by itself. */
export function useRoom(interview: Interview): RoomHandle {
  const [resumed] = useState(() => resumeAt(interview, keptProgress(interview.id)));
  const [state, dispatch] = useReducer(step, resumed, (kept) => enterLobby(conditionsOf(interview), kept));
  const [left, setLeft] = useState<number | null>(resumed.leftS);
  const send = useCallback((event: RoomEvent) => dispatch(event), []);

  useEffect(() => {
    const tick = (): void => {
      const now = Date.now();
      const seconds = leftS(state, now);
      setLeft(seconds);
      if (seconds !== 0 || isPaused(state)) return;
      if (state.phase === "thinking") send({ name: "answer", nowMs: now });
      if (state.phase === "answering") send({ name: "finish_answer" });
    };
    tick();
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, [state, send]);

  useServerPosition(interview, state);
  return { state, send, resumed, left };
}

/** The server is told when the next question begins; it goes on there on any device. */
function useServerPosition(interview: Interview, state: RoomState): void {
  const isInside = state.phase !== "lobby" && state.phase !== "leaving"; // the end tells its own position, in order
  useEffect(() => {
    if (!isInside || state.index === interview.position) return;
    void movePosition(interview.id, state.index).catch(() => undefined); // a cut network: what is kept here still counts
  }, [interview.id, interview.position, state.index, isInside]);
}

/** Keeps the phase in this browser, every second while a countdown runs. */
export function useKeptProgress(id: string, state: RoomState, take: string | null): void {
  useEffect(() => {
    if (state.phase === "lobby") return;
    const keep = (): void => keepProgress(id, progressOf(state, leftS(state, Date.now()), take));
    keep();
    const timer = setInterval(keep, 1000);
    return () => clearInterval(timer);
  }, [id, state, take]);
}

export { forgetProgress };
