/** Values of the HTTP interface under the names that the product uses; their shapes are generated. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type ErrorBody = Schemas["Error"] & { kind: ErrorKind };
/** The six kinds of src/visavis/kit/errors.py. */
export type ErrorKind = "invalid" | "not_found" | "conflict" | "refused" | "unavailable" | "failed";
export type Job = Schemas["JobView"];
export type JobState = Job["state"];
export type Me = Schemas["MeView"];
export type AccountRoom = Schemas["RoomView"];
export type AuditEntry = Schemas["AuditView"];
export type Meta = Schemas["MetaView"];
export type Interview = Schemas["InterviewView"];
export type InterviewSummary = Schemas["InterviewSummary"];
export type ProgressOfMeasure = Schemas["ProgressView"];
export type Track = Schemas["TrackView"];
export type Report = Schemas["Report"];
export type Bilingual = Schemas["Bilingual"];
export type Interviewer = Schemas["InterviewerView"];
export type Demo = Schemas["DemoView"];
export type DemoClip = Schemas["DemoClip"];
export type FaceCard = Schemas["FaceCard"];
export type Person = Schemas["PersonView"];
export type MadePerson = Schemas["MadeView"];
export type Voice = Schemas["VoiceView"];
export type Consent = Schemas["ConsentView"];
export type Engine = Schemas["ShelfEngineView"];
export type EngineShelf = Schemas["ShelfView"];
export type MadeBy = Schemas["MadeByView"];
