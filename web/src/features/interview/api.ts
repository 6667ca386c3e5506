import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { Interview, Track } from "@/client/types";
import type { Counts } from "@/lib/coach/habits";

type Schemas = components["schemas"];

/** What the candidate chose. */
export type Plan = Schemas["Plan"];
export type Accommodations = Schemas["AccommodationsView"];
export type Question = Schemas["QuestionView"];
export type PreparedQuestion = Schemas["PreparedQuestion"];
export type DrawnQuestion = Schemas["SuggestedQuestion"];
export type Drawing = Schemas["SuggestedQuestions"];
export type Cost = Schemas["UsageView"];
export type SetForm = "csv" | "xlsx" | "yaml";
export type DrawWish = Schemas["MaterialWish"];
export type Sources = Schemas["SourcesView"];
export type QuestionSet = Schemas["SetView"];
export type Followed = Schemas["FollowedView"];
export type Clip = Schemas["ClipView"];
export type Word = Schemas["WordView"];
export type Voice = Schemas["VoiceView"];
export type Seat = Schemas["SeatView"];
export type OtherCandidate = Schemas["OtherCandidateView"];
export type Persona = Schemas["PersonaView"];
export type PersonaChoice = Schemas["PersonaChoice"];
export type SeatChoice = Schemas["SeatChoice"];
export type Consent = Schemas["ConsentView"];
export type MadeInterviewer = Schemas["MadeView"];
export type { Interview, Track };

export const sourcesKey = ["question-sources"] as const;
export const interviewKey = (id: string) => ["interview", id] as const;

export const listTracks = () => call<Track[]>("GET", "/tracks");
export const makeInterview = (plan: Plan) => call<Interview>("POST", "/interviews", { json: plan });
export const readInterview = (id: string) => call<Interview>("GET", `/interviews/${id}`);
export const movePosition = (id: string, position: number) =>
  call<Interview>("PUT", `/interviews/${id}/position`, { json: { position } });
export const bePresent = (id: string) => call<undefined>("PUT", `/interviews/${id}/presence`);
export const changeSeat = (id: string, seat: number, person_id: string) =>
  call<Interview>("PUT", `/interviews/${id}/seats/${seat}`, { json: { person_id } });
export const listPersonas = () => call<Persona[]>("GET", "/personas");
export const listConsents = () => call<Consent[]>("GET", "/consent-statements");
export const makeInterviewer = (form: FormData) => call<MadeInterviewer>("POST", "/interviewers", { body: form });
export const removeInterviewer = (id: string) => call<undefined>("DELETE", `/interviewers/${id}`);
export const finishInterview = (id: string) => call<Interview>("POST", `/interviews/${id}/finish`);
export const reviewAgain = (id: string) => call<Interview>("POST", `/interviews/${id}/review`);

export const askFollowUp = (id: string, index: number, is_empty: boolean) =>
  call<Followed>("POST", `/interviews/${id}/questions/${index}/follow-up`, { json: { is_empty } });
export const listSources = () => call<Sources>("GET", "/questions/sources");
export const drawQuestions = (wish: DrawWish) => call<Drawing>("POST", "/questions/from-material", { json: wish });
export const estimateQuestions = (wish: DrawWish) => call<Cost | null>("POST", "/questions/from-material/estimate", { json: wish });
export const setsKey = ["question-sets"] as const;
export const listSets = () => call<QuestionSet[]>("GET", "/question-sets");
export const keepSet = (file: File) => call<QuestionSet>("POST", `/question-sets?name=${encodeURIComponent(file.name)}`, { body: file });
export const removeSet = (id: string) => call<undefined>("DELETE", `/question-sets/${id}`);
export const setTemplateUrl = (form: SetForm) => `/api/question-sets/template?form=${form}`;
export const setFileUrl = (id: string, form: SetForm) => `/api/question-sets/${id}/file?form=${form}`;

export function writeTyped(id: string, index: number, typed_text: string): Promise<Question> {
  return call<Question>("PUT", `/interviews/${id}/questions/${index}/text`, { json: { typed_text, source: "typed" } });
}

export function writeTranscript(id: string, index: number, transcript: string): Promise<Question> {
  return call<Question>("PUT", `/interviews/${id}/questions/${index}/text`, { json: { transcript, source: "browser" } });
}

export function keepCoaching(id: string, index: number, counts: Counts, cues: number, continues: boolean): Promise<undefined> {
  const json: Schemas["Coached"] = {
    watched_s: counts.watchedS,
    face_s: counts.faceS,
    away_times: counts.away.times,
    away_s: counts.away.seconds,
    touching_times: counts.touching.times,
    touching_s: counts.touching.seconds,
    swaying_times: counts.swaying.times,
    swaying_s: counts.swaying.seconds,
    corners_raised_s: counts.cornersRaisedS,
    cues,
    continues,
  };
  return call<undefined>("PUT", `/interviews/${id}/questions/${index}/coaching`, { json });
}
