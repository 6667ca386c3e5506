import { useEffect, useRef, useState } from "react";

import { stepDown } from "@/lib/media/picture";
import { askToPersist, recordings } from "@/lib/upload/service";

import { Answering } from "./answering";
import { readInterview, writeTranscript, type Interview } from "./api";
import { isPaused, type RoomEvent, type RoomState } from "./phase";
import { Transcript } from "./recognise";

interface Recorded {
  answering: Answering;
  transcript: Transcript | null;
}

export interface AnsweringHandle {
  /** Name of the running take, for going on after a reload. */
  take: string | null;
  /** Pieces are only in memory: the disk is full or closed to us. */
  isInMemory: boolean;
  /** The recorder could not start or stopped by itself. */
  isLost: boolean;
  /** The machine was too busy to record the last answer's picture properly: the next is lighter, if it can be. */
  busy: "lighter" | "lightest" | null;
}

interface Options {
  interview: Interview;
  state: RoomState;
  stream: MediaStream | null;
  owner: string;
  /** Typed answers are not recorded. */
  isOff: boolean;
  typedText: string;
  wantsTranscript: boolean;
  /** Awaited before the answer counts as saved: the typed text. */
  beforeSaved: () => Promise<void>;
  send: (event: RoomEvent) => void;
}

/** Records while the room is in "answering", and closes the take when it leaves it, in whatever way. */
export function useAnswering(options: Options): AnsweringHandle {
  const { interview, state, stream, isOff, send } = options;
  const running = useRef<Promise<Recorded | null> | null>(null);
  const latest = useRef(options);
  const [take, setTake] = useState<string | null>(null);
  const [isInMemory, setInMemory] = useState(false);
  const [isLost, setLost] = useState(false);
  const [busy, setBusy] = useState<AnsweringHandle["busy"]>(null);
  const paused = isPaused(state);
  useEffect(() => {
    latest.current = options;
  });

  useEffect(() => {
    if (isOff || state.phase !== "answering") return;
    if (running.current) {
      void running.current.then((now) => (paused ? now?.answering.pause() : now?.answering.goOn()));
      return;
    }
    if (paused || !stream) return;
    const lose = (key: string | null): void => {
      setLost(true);
      send({ name: "interrupted", nowMs: Date.now(), take: key });
    };
    const events = {
      onKept: (kept: string) => setInMemory(kept === "memory"),
      onLost: () => void endLost(running).then(lose),
    };
    void askToPersist();
    running.current = begin(latest.current, stream, events).then(
      (now) => {
        setLost(false);
        setTake(now.answering.key);
        return now;
      },
      () => {
        running.current = null;
        lose(null);
        return null;
      },
    );
  }, [state.phase, paused, stream, isOff, send]);

  useEffect(() => {
    if (state.phase !== "saving") return;
    const { current: recorded } = running;
    const keepText = (text: string): Promise<unknown> => writeTranscript(interview.id, state.index, text);
    const makeLighter = async (isTooBusy: boolean): Promise<void> => {
      const camera = latest.current.stream;
      setBusy(isTooBusy && camera ? ((await stepDown(camera)) ? "lighter" : "lightest") : null);
    };
    void Promise.all([end(running, keepText), latest.current.beforeSaved()]).then(async ([ended]) => {
      await makeLighter(ended?.isTooBusy ?? false);
      setTake(null);
      send({ name: "saved", isEmpty: isEmpty(latest.current, await recorded), mayFollow: interview.most_follow_ups > 0 });
    });
  }, [state.phase, state.index, interview.id, interview.most_follow_ups, send]);

  useEffect(() => () => void end(running), []);

  return { take, isInMemory, isLost, busy };
}

/** An answer that goes on after an interruption holds at least what came before it. */
function isEmpty({ isOff, typedText, state }: Options, recorded: Recorded | null): boolean {
  if (isOff) return typedText.trim() === "";
  return state.continues === null && (recorded?.answering.isEmpty ?? true);
}

type Running = { current: Promise<Recorded | null> | null };

async function begin(options: Options, stream: MediaStream, events: { onKept: (kept: string) => void; onLost: () => void }): Promise<Recorded> {
  const { interview, state, owner, wantsTranscript } = options;
  const continues = await nameOfContinued(interview.id, state.index, state.continues);
  const questionId = interview.questions[state.index]?.id ?? null;
  const place = { interviewId: interview.id, questionIndex: state.index, questionId, owner, continues, turnMs: turnOf(state) };
  const answering = await Answering.start(stream, place, events);
  return { answering, transcript: wantsTranscript ? Transcript.start(interview.language) : null };
}

/** An answer that goes on after an interruption began at an earlier turn. */
function turnOf(state: RoomState): number | null {
  if (state.continues !== null || state.untilMs === null) return null;
  return state.untilMs - state.answerS * 1000;
}

interface Ended {
  key: string;
  isTooBusy: boolean;
}

/** Closes the running take, if there is one. */
async function end(running: Running, keepText?: (text: string) => Promise<unknown>): Promise<Ended | null> {
  const recorded = await running.current;
  running.current = null;
  if (!recorded) return null;
  const isTooBusy = await recorded.answering.stop();
  const text = (await recorded.transcript?.stop()) ?? "";
  if (keepText && text !== "") await keepText(text).catch(() => undefined); // the words can be added to the report later
  return { key: recorded.answering.key, isTooBusy };
}

/** Resolves with the name of the take. */
async function endLost(running: Running): Promise<string | null> {
  (await running.current)?.answering.markLost();
  return (await end(running))?.key ?? null;
}

/** An answer does not wait longer than this for the server to name the take that it goes on from. */
const patienceMs = 3000;

/** The take that was cut off: by its name here while it is being sent, by the server's name after that. */
async function nameOfContinued(interviewId: string, index: number, continues: string | null): Promise<string | null> {
  if (continues === null) return null;
  const { store } = await recordings();
  if (await store.take(continues)) return continues;
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
  const interview = await Promise.race([readInterview(interviewId).catch(() => null), tooLate]);
  return interview?.questions[index]?.answer.takes.at(-1)?.id ?? null;
}
