/** Which question one is at, as people count: a follow-up belongs to the question that it goes on from. */
import type { Interview } from "./api";

export interface Place {
  /** From 1, without follow-ups. */
  number: number;
  count: number;
  isFollowUp: boolean;
}

export function placeOf({ questions }: Pick<Interview, "questions">, index: number): Place {
  const planned = questions.filter((question) => question.follows === null);
  const upTo = planned.filter((question) => question.index <= index).length;
  return { number: Math.max(1, upTo), count: planned.length, isFollowUp: (questions[index]?.follows ?? null) !== null };
}
