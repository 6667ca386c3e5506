import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { Interview, Track } from "@/client/types";

type Schemas = components["schemas"];

/** What the candidate chose. */
export type Plan = Schemas["Plan"];
export type Accommodations = Schemas["AccommodationsView"];
export type Question = Schemas["QuestionView"];
export type Clip = Schemas["ClipView"];
export type Word = Schemas["WordView"];
export type Voice = Schemas["VoiceView"];
export type Consent = Schemas["ConsentView"];
export type MadeInterviewer = Schemas["MadeView"];
export type { Interview, Track };

export const interviewKey = (id: string) => ["interview", id] as const;

export const listTracks = () => call<Track[]>("GET", "/tracks");
export const makeInterview = (plan: Plan) => call<Interview>("POST", "/interviews", { json: plan });
export const readInterview = (id: string) => call<Interview>("GET", `/interviews/${id}`);
export const movePosition = (id: string, position: number) =>
  call<Interview>("PUT", `/interviews/${id}/position`, { json: { position } });
export const bePresent = (id: string) => call<undefined>("PUT", `/interviews/${id}/presence`);
export const changeInterviewer = (id: string, interviewer_id: string) =>
  call<Interview>("PUT", `/interviews/${id}/interviewer`, { json: { interviewer_id } });
export const listConsents = () => call<Consent[]>("GET", "/consent-statements");
export const makeInterviewer = (form: FormData) => call<MadeInterviewer>("POST", "/interviewers", { body: form });
export const removeInterviewer = (id: string) => call<undefined>("DELETE", `/interviewers/${id}`);
export const finishInterview = (id: string) => call<Interview>("POST", `/interviews/${id}/finish`);
export const reviewAgain = (id: string) => call<Interview>("POST", `/interviews/${id}/review`);

export function writeTyped(id: string, index: number, typed_text: string): Promise<Question> {
  return call<Question>("PUT", `/interviews/${id}/questions/${index}/text`, { json: { typed_text, source: "typed" } });
}

export function writeTranscript(id: string, index: number, transcript: string): Promise<Question> {
  return call<Question>("PUT", `/interviews/${id}/questions/${index}/text`, { json: { transcript, source: "browser" } });
}
