import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Report = Schemas["Report"];
export type Answer = Schemas["AnswerPart"];
export type Measure = Schemas["MeasurePart"];
export type Track = Schemas["TrackPart"];
export type Moment = Schemas["EventPart"];
export type Suggestion = Schemas["Suggestion"];
export type Strength = Schemas["Strength"];
export type Norm = Schemas["NormPart"];
export type Bilingual = Schemas["Bilingual"];

export type FollowUp = Answer["question"] & { follows_index: number };

/** Whether a question went on from an earlier answer. */
export function isFollowUp(question: Answer["question"]): question is FollowUp {
  return typeof question.follows_index === "number";
}
export type Content = Schemas["ContentPart"];
export type Quote = Schemas["QuotePart"];
