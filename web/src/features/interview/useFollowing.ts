import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { askFollowUp, interviewKey, readInterview, type Interview, type Question } from "./api";
import type { ClipShelf } from "./clips";
import type { RoomEvent, RoomState } from "./phase";
import type { Table } from "./table";

export interface FollowingHandle {
  /** The follow-up that is on its way, as soon as its words are known. */
  coming: Question | null;
  /** Its clip isn't there although the interviewer has announced it: it can be read meanwhile. */
  isLate: boolean;
}

/** A server that doesn't answer for this long lets the interview go on without a follow-up. */
const patienceMs = 5000;
/** After the acknowledgement a clip may still take this long; then the question is read instead of heard. */
const lateMs = 6000;
const lookAgainMs = 250;
/** Not worth showing a text that is heard right away. */
const blinkMs = 400;

/**
 * After an answer: asks the server for a follow-up, lets the interviewer say that there is one more, and goes on to it.
 *
 * Its clip is made while the interviewer speaks. A server that can't be reached costs the follow-up, never the answer.
 */
export function useFollowing(interview: Interview, state: RoomState, table: Table, clips: ClipShelf, send: (event: RoomEvent) => void): FollowingHandle {
  const queries = useQueryClient();
  const [coming, setComing] = useState<Question | null>(null);
  const [isLate, setLate] = useState(false);
  const latest = useRef({ interview, hasAnswer: state.hasAnswer });
  const isFollowing = state.phase === "following";
  useEffect(() => {
    latest.current = { interview, hasAnswer: state.hasAnswer };
  });

  useEffect(() => {
    for (const url of interview.seats.flatMap((seat) => seat.more_urls)) void clips.take(url);
  }, [interview.seats, clips]);

  useEffect(() => {
    if (!isFollowing) return;
    const gone = new AbortController();
    const isOver = (): boolean => gone.signal.aborted;
    let isSpeaking = false;
    const { id } = latest.current.interview;
    const follow = async (): Promise<void> => {
      const found = await within(askFollowUp(id, state.index, !latest.current.hasAnswer), patienceMs);
      if (isOver()) return;
      if (found) queries.setQueryData(interviewKey(id), found.interview);
      const question = found?.index == null ? undefined : found.interview.questions[found.index];
      if (found && question) {
        setComing(question);
        await bridge(found.interview, question);
      }
      if (!isOver()) send({ name: "followed", index: question?.index ?? null, count: found?.interview.questions.length ?? latest.current.interview.questions.length });
    };
    const bridge = async (fresh: Interview, question: Question): Promise<void> => {
      if (!table.has(question.seat) || question.clip.state === "ready") return;
      const made = whenReady(id, question.id, isOver);
      isSpeaking = true;
      await acknowledge(fresh, question, table, clips);
      if (isOver()) return;
      isSpeaking = false;
      table.listen(); // the question comes over the loop, so that nothing flashes
      const readAt = setTimeout(() => setLate(true), blinkMs);
      const ready = await within(made, lateMs);
      clearTimeout(readAt);
      if (isOver() || !ready) return;
      queries.setQueryData(interviewKey(id), ready);
      const url = ready.questions.find((one) => one.id === question.id)?.clip.url;
      if (url) await clips.take(url);
    };
    void follow();
    return () => {
      gone.abort();
      setComing(null);
      setLate(false);
      if (isSpeaking) table.listen();
    };
  }, [isFollowing, state.index, queries, table, clips, send]);

  return { coming, isLate };
}

/** "There is one more thing": in turn, so that it isn't said in the same words every time. */
async function acknowledge(interview: Interview, question: Question, table: Table, clips: ClipShelf): Promise<void> {
  const urls = interview.seats[question.seat]?.more_urls ?? [];
  const url = urls[question.index % Math.max(1, urls.length)];
  if (url) await table.ask(question.seat, await clips.take(url)).catch(() => undefined); // then the question comes without it
}

/** Resolves with the interview once the question's clip is made, with null when there won't be one. */
async function whenReady(id: string, questionId: string, isOver: () => boolean): Promise<Interview | null> {
  while (!isOver()) {
    await pause(lookAgainMs);
    const now = await readInterview(id).catch(() => null);
    const state = now?.questions.find((one) => one.id === questionId)?.clip.state;
    if (state === "ready") return now;
    if (state === "failed") return null;
  }
  return null;
}

/** Null when it fails or takes too long. */
function within<Value>(work: Promise<Value>, ms: number): Promise<Value | null> {
  return Promise.race([work.catch(() => null), pause(ms).then(() => null)]);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
