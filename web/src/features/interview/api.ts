import { call } from "@/client/call";
import type { Job } from "@/client/types";
import type { Language } from "@/lib/i18n";

export interface Track {
  id: string;
  title: string;
  about: string;
  count: number;
}

export interface Accommodations {
  no_gaze: boolean;
  extra_thinking: boolean;
  captions: boolean;
  typed_answers: boolean;
}

/** What the candidate chose. */
export interface Plan {
  track_id: string | null;
  language: Language;
  count: number;
  thinking_s: number;
  answer_s: number;
  interviewer_id: string;
  own_questions: string[];
  accommodations: Accommodations;
}

export interface Word {
  text: string;
  start_s: number;
  end_s: number;
}

export interface Clip {
  state: "waiting" | "rendering" | "ready" | "failed";
  url: string | null;
  duration_s: number | null;
  words: Word[];
}

export interface Take {
  id: string;
  state: "recording" | "complete";
  continues: string | null;
}

export interface Answer {
  state: "none" | "recording" | "complete";
  takes: Take[];
  typed_text: string | null;
  transcript: string | null;
}

export interface Question {
  index: number;
  kind: string;
  text: string;
  clip: Clip;
  answer: Answer;
}

export interface Interview {
  id: string;
  state: "preparing" | "ready" | "running" | "reviewing" | "reviewed" | "review_failed";
  track_id: string | null;
  language: Language;
  interviewer_id: string;
  thinking_s: number;
  answer_s: number;
  accommodations: Accommodations;
  position: number;
  questions: Question[];
  prepare_job: Job | null;
  review_job: Job | null;
}

export type TextSource = "typed" | "pasted" | "browser";

export const interviewKey = (id: string) => ["interview", id] as const;

export const listTracks = () => call<Track[]>("GET", "/tracks");
export const makeInterview = (plan: Plan) => call<Interview>("POST", "/interviews", { json: plan });
export const readInterview = (id: string) => call<Interview>("GET", `/interviews/${id}`);
export const movePosition = (id: string, position: number) =>
  call<Interview>("PUT", `/interviews/${id}/position`, { json: { position } });
export const finishInterview = (id: string) => call<Interview>("POST", `/interviews/${id}/finish`);
export const reviewAgain = (id: string) => call<Interview>("POST", `/interviews/${id}/review`);

export function writeTyped(id: string, index: number, typed_text: string): Promise<Question> {
  return call<Question>("PUT", `/interviews/${id}/questions/${index}/text`, { json: { typed_text, source: "typed" } });
}

export function writeTranscript(id: string, index: number, transcript: string): Promise<Question> {
  return call<Question>("PUT", `/interviews/${id}/questions/${index}/text`, { json: { transcript, source: "browser" } });
}
