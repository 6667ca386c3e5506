/** The plan of an interview while it is being made. */
import type { Language } from "@/lib/i18n";

import type { Plan, PreparedQuestion } from "./api";

export const mostOwnQuestions = 20;
export const mostPrepared = 20;
export const longestQuestion = 300;
export const limits = {
  count: { min: 1, max: 10 },
  thinkingS: { min: 0, max: 120, step: 5 },
  answerS: { min: 30, max: 300, step: 15 },
} as const;

/** A question is read aloud for about this long; only for the estimate shown. */
const askingS = 9;

export type Draft = Omit<Plan, "interviewer_id" | "track_id"> & { interviewer_id: string | null; track_id: string | null };

export function freshDraft(language: Language, typed: boolean): Draft {
  return {
    track_id: "personality",
    language,
    count: 5,
    thinking_s: 20,
    answer_s: 90,
    interviewer_id: null,
    prepared: [],
    own_questions: [],
    most_follow_ups: 0,
    follow_up_engine: "rules",
    document_id: null,
    panel: [],
    persona: { persona: "neutral" },
    other_candidates: 0,
    reads_expression: false,
    accommodations: { no_gaze: false, extra_thinking: false, captions: false, typed_answers: typed },
  };
}

/** Own questions as they will be asked: trimmed, without empty ones. */
export function askedOwn(questions: readonly string[]): string[] {
  return questions.map((text) => text.trim()).filter((text) => text !== "");
}

/** The prepared questions with one more, or without it; as many as an interview may hold. */
export function toggled(prepared: readonly PreparedQuestion[], question: PreparedQuestion, on: boolean): PreparedQuestion[] {
  const others = prepared.filter((one) => one.text !== question.text);
  return on && others.length < mostPrepared ? [...others, question] : others;
}

export function questionCount(draft: Draft): number {
  return (draft.track_id === null ? 0 : draft.count) + draft.prepared.length + askedOwn(draft.own_questions).length;
}

/** At most so many follow-ups come on top. */
export function followUpCount(draft: Draft): number {
  return questionCount(draft) * draft.most_follow_ups;
}

/** Minutes if every answer uses its whole time. Extra thinking doubles the thinking time. */
export function longestMinutes(draft: Draft): number {
  const thinkingS = draft.thinking_s * (draft.accommodations.extra_thinking ? 2 : 1);
  return Math.ceil(((questionCount(draft) + followUpCount(draft)) * (askingS + thinkingS + draft.answer_s)) / 60);
}

export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item !== undefined && to >= 0 && to < items.length) next.splice(to, 0, item);
  return item !== undefined && next.length === items.length ? next : [...items];
}

export function toPlan(draft: Draft): Plan | null {
  if (draft.interviewer_id === null || questionCount(draft) === 0) return null;
  return { ...draft, interviewer_id: draft.interviewer_id, own_questions: askedOwn(draft.own_questions) };
}
