import { useEffect, useState } from "react";

import type { Interview } from "./api";
import type { ClipShelf } from "./clips";
import { isPaused, type RoomEvent, type RoomState } from "./phase";
import type { Stage } from "./stage";

export interface AskingHandle {
  /** Seconds into the question clip, for the subtitles. */
  spoken: number | null;
  /** The question has no clip: it is read instead of heard. */
  isSilent: boolean;
}

/** Reading silently: about 14 characters of Korean or 3 words of English a second, and a moment to begin. */
const readingS = (text: string) => 2.5 + (/[가-힣]/.test(text) ? text.length / 8 : text.split(/\s+/).length / 3);

/** Plays the question while the room is in "asking" and the listening loop otherwise. */
export function useAsking(interview: Interview, state: RoomState, stage: Stage | null, clips: ClipShelf, send: (event: RoomEvent) => void): AskingHandle {
  const [spoken, setSpoken] = useState<number | null>(null);
  const [silentIndex, setSilentIndex] = useState<number | null>(null);
  const question = interview.questions[state.index];
  const isAsking = state.phase === "asking";
  const paused = isPaused(state);
  const url = question?.clip.state === "ready" ? question.clip.url : null;

  useEffect(() => {
    // without an interviewer nobody comes on stage, while the clips of one who is still being made may come later
    const isAlone = interview.interviewer_gone;
    if ((!stage && !isAlone) || !isAsking || !question) return;
    let isGone = false;
    const asked = (): void => {
      if (!isGone) send({ name: "asked", nowMs: Date.now() });
    };
    const read = (): void => {
      if (isGone) return;
      setSilentIndex(question.index);
      setTimeout(asked, readingS(question.text) * 1000);
    };
    if (stage) void play(stage, clips, url).then(asked, read);
    else read();
    return () => {
      isGone = true;
      setSpoken(null);
      void stage?.listen().catch(() => undefined);
    };
    // the texts of a question never change during an interview, its address may be asked for again
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stage, isAsking, state.index, clips, send]);

  useEffect(() => {
    if (!stage || !isAsking) return;
    const timer = setInterval(() => setSpoken(stage.clipTimeS), 80);
    return () => clearInterval(timer);
  }, [stage, isAsking]);

  useEffect(() => {
    if (!stage) return;
    if (paused) stage.pause();
    else stage.goOn();
  }, [stage, paused]);

  return { spoken: isAsking ? spoken : null, isSilent: silentIndex === state.index };
}

async function play(stage: Stage, clips: ClipShelf, url: string | null): Promise<void> {
  if (url === null) throw new Error("there is no clip of this question");
  await stage.ask(await clips.take(url));
}
