import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Evaluations = Schemas["EvaluationsView"];
export type Evaluation = Schemas["EvaluationView"];
export type Part = Schemas["PartView"];
export type Remark = Schemas["RemarkView"];
export type Match = Schemas["MatchView"];
export type Cost = Schemas["UsageView"];
export type Wanted = Schemas["Wanted"];
export type Engine = Wanted["engine"];
export type Verdict = Remark["verdict"];
export type Words = Schemas["BilingualText"];

export const listKey = (documentId: string) => ["evaluations", documentId] as const;
export const oneKey = (id: string) => ["evaluation", id] as const;

export const listEvaluations = (documentId: string) => call<Evaluations>("GET", `/documents/${documentId}/evaluations`);
export const readEvaluation = (id: string) => call<Evaluation>("GET", `/evaluations/${id}`);
export const evaluate = (documentId: string, wanted: Wanted) =>
  call<Evaluation>("POST", `/documents/${documentId}/evaluations`, { json: wanted });
export const estimate = (documentId: string, wanted: Wanted) =>
  call<Cost | null>("POST", `/documents/${documentId}/evaluations/estimate`, { json: wanted });
