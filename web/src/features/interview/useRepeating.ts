import { useEffect, useRef } from "react";

import type { Interview } from "./api";
import type { ClipShelf } from "./clips";
import { isPaused, type RoomState } from "./phase";
import type { Table } from "./table";

/**
 * Lets whoever asked say the question once more; null where that isn't possible.
 *
 * Never while an answer is recorded: the voice would be in it. The clock goes on, and the next phase ends the voice.
 */
export function useRepeating(interview: Interview, state: RoomState, isTyped: boolean, table: Table, clips: ClipShelf): (() => void) | null {
  const isSpeaking = useRef(false);
  const question = interview.questions[state.index];
  const url = question?.clip.state === "ready" ? question.clip.url : null;
  const isQuiet = state.phase === "thinking" || (state.phase === "answering" && isTyped);

  useEffect(
    () => () => {
      if (isSpeaking.current) end(table, isSpeaking);
    },
    [table, state.phase, state.index],
  );

  if (!question || url === null || !isQuiet || isPaused(state) || interview.seats[question.seat]?.gone !== false) return null;
  return () => {
    if (isSpeaking.current || !table.has(question.seat)) return;
    isSpeaking.current = true;
    const over = (): void => (isSpeaking.current ? end(table, isSpeaking) : undefined);
    void clips
      .take(url)
      .then((whole) => (isSpeaking.current ? table.ask(question.seat, whole) : undefined))
      .then(over, over);
  };
}

function end(table: Table, isSpeaking: { current: boolean }): void {
  isSpeaking.current = false;
  table.listen();
  table.look("candidate");
}
