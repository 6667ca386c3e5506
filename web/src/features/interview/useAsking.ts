import { useCallback, useEffect, useRef, useState } from "react";

import type { Interview } from "./api";
import type { ClipShelf } from "./clips";
import { isPaused, type PhaseName, type RoomEvent, type RoomState } from "./phase";
import type { Table } from "./table";
import { turnsBefore, type Turn } from "./turns";
import type { TableHandle } from "./useStage";

export interface AskingHandle {
  /** Seconds into the question clip, for the subtitles. */
  spoken: number | null;
  /** The question has no clip: it is read instead of heard. */
  isSilent: boolean;
  /** Somebody else speaks before the question: a greeting, or a simulated candidate. */
  turn: Turn | null;
  /** The simulated candidate has finished. */
  endTurn: () => void;
  /** Go straight to the question. */
  skipTurns: () => void;
}

/** Reading silently: about 14 characters of Korean or 3 words of English a second, and a moment to begin. */
const readingS = (text: string) => 2.5 + (/[가-힣]/.test(text) ? text.length / 8 : text.split(/\s+/).length / 3);

/** Lets the right seat ask while the room is in "asking", and all of them listen to the candidate otherwise. */
export function useAsking(
  interview: Interview,
  state: RoomState,
  { table, ready }: TableHandle,
  clips: ClipShelf,
  send: (event: RoomEvent) => void,
): AskingHandle {
  const [spoken, setSpoken] = useState<number | null>(null);
  const [silentIndex, setSilentIndex] = useState<number | null>(null);
  const [turn, setTurn] = useState<Turn | null>(null);
  const ends = useRef<{ turn: () => void; all: () => void }>({ turn: nothing, all: nothing });
  const [firstIndex] = useState(state.index);
  const heard = useRef(new Set<number>());
  const question = interview.questions[state.index];
  const seat = question?.seat ?? 0;
  const isAsking = state.phase === "asking";
  const paused = isPaused(state);
  const url = question?.clip.state === "ready" ? question.clip.url : null;
  // without an interviewer nobody comes on stage, while the clips of one who is still being made may come later
  const comes = interview.seats[seat]?.gone === false && (interview.state === "preparing" || interview.seats[seat].listening_url !== null);
  const canBegin = ready.has(seat) || !comes;

  useEffect(() => {
    if (!canBegin || !isAsking || !question) return;
    let isGone = false;
    const told = { skip: false };
    let skip: () => void = nothing;
    const skipped = new Promise<void>((resolve) => {
      skip = () => {
        told.skip = true;
        resolve();
      };
    });
    ends.current.all = skip;
    const asked = (): void => {
      if (!isGone) send({ name: "asked", nowMs: Date.now() });
    };
    const read = (): void => {
      if (isGone) return;
      setSilentIndex(question.index);
      setTimeout(asked, readingS(question.text) * 1000);
    };
    const run = async (): Promise<void> => {
      const turns = heard.current.has(state.index) ? [] : turnsBefore(interview, state.index, firstIndex);
      for (const one of turns) {
        if (told.skip) break;
        setTurn(one);
        const over = new Promise<void>((resolve) => (ends.current.turn = resolve));
        await Promise.race([skipped, takeTurn(table, clips, one, over)]);
      }
      setTurn(null);
      if (isGone) return;
      heard.current.add(state.index);
      await play(table, seat, clips, url);
    };
    void run().then(asked, read);
    return () => {
      isGone = true;
      skip();
      setTurn(null);
      setSpoken(null);
      table.listen();
    };
    // the texts of a question never change during an interview, its address may be asked for again
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [table, canBegin, isAsking, state.index, clips, send]);

  useEffect(() => {
    if (!isAsking) table.look("candidate");
  }, [table, isAsking]);

  useEffect(() => {
    if (!isAsking || turn) return;
    const timer = setInterval(() => setSpoken(table.clipTimeS(seat)), 80);
    return () => clearInterval(timer);
  }, [table, seat, isAsking, turn]);

  useEffect(() => {
    if (paused) table.pause();
    else table.goOn();
  }, [table, paused]);

  useReaction(interview, state, table, clips);
  const endTurn = useCallback(() => ends.current.turn(), []);
  const skipTurns = useCallback(() => ends.current.all(), []);
  return { spoken: isAsking && !turn ? spoken : null, isSilent: silentIndex === state.index, turn, endTurn, skipTurns };
}

/** When an answer has been saved, whoever asked says that it was heard; never before: nobody speaks into an answer. */
function useReaction(interview: Interview, state: RoomState, table: Table, clips: ClipShelf): void {
  const before = useRef<PhaseName>(state.phase);
  const reacted = useRef(new Set<number>());
  const { phase, index, hasAnswer } = state;
  useEffect(() => {
    const was = before.current;
    before.current = phase;
    const number = interview.questions[index]?.seat ?? 0;
    const reactions = interview.seats[number]?.reactions ?? [];
    const url = reactions[index % Math.max(1, reactions.length)]?.url;
    if (phase !== "answered" || (was !== "saving" && was !== "following") || !hasAnswer || !url || !table.has(number) || reacted.current.has(index)) return;
    reacted.current.add(index);
    let isGone = false;
    const end = (): void => {
      if (isGone) return;
      table.listen();
      table.look("candidate");
    };
    void clips
      .take(url)
      .then((whole) => (isGone ? undefined : table.ask(number, whole)))
      .then(end, end);
    return () => {
      isGone = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the interview may be asked for again in between
  }, [phase, index, hasAnswer, table, clips]);
}

async function takeTurn(table: Table, clips: ClipShelf, turn: Turn, over: Promise<void>): Promise<void> {
  if (turn.kind === "other") {
    table.listen();
    table.look("others");
    await over;
  } else if (table.has(turn.seat)) {
    await table.ask(turn.seat, await clips.take(turn.url)).catch(() => undefined);
  }
}

async function play(table: Table, seat: number, clips: ClipShelf, url: string | null): Promise<void> {
  if (url === null || !table.has(seat)) {
    table.listen();
    table.look("candidate");
    throw new Error("there is no clip of this question");
  }
  await table.ask(seat, await clips.take(url));
}

function nothing(): void {
  // nobody speaks yet
}
