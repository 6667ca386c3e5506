import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Group = Schemas["GroupView"];
export type Spec = Schemas["SpecView"];
export type Bar = Schemas["BarView"];
export type SpecName = Spec["spec"];
export type Choices = Schemas["ChoicesView"];
export type Publication = Schemas["PublicationView"];
export type TableImport = Schemas["ImportView"];
export type Outcome = Schemas["OutcomeView"];
export type OutcomeForm = Schemas["OutcomeForm"];
export type ReportForm = Schemas["ReportFormView"];

export const filterNames = ["company", "job", "industry", "career_level", "major_group", "half_year"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const importsKey = ["spec-imports"] as const;
export const outcomesKey = ["spec-outcomes"] as const;
export const groupKey = ["specs"] as const;

export const readGroup = (filters: Filters) => call<Group>("GET", `/specs?${new URLSearchParams(filters).toString()}`);
export const readChoices = () => call<Choices>("GET", "/specs/choices");
export const listPublished = () => call<Publication[]>("GET", "/specs/published");
export const readMine = () => call<Partial<Record<SpecName, number>>>("GET", "/specs/mine");
export const readReportForm = () => call<ReportForm>("GET", "/specs/report-form");
export const listOutcomes = () => call<Outcome[]>("GET", "/specs/outcomes");
export const reportOutcome = (form: OutcomeForm) => call<Outcome>("POST", "/specs/outcomes", { json: form });
export const withdrawOutcome = (id: string) => call<undefined>("DELETE", `/specs/outcomes/${id}`);
export const listImports = () => call<TableImport[]>("GET", "/admin/specs/imports");
export const removeImport = (id: string) => call<undefined>("DELETE", `/admin/specs/imports/${id}`);
export const importTable = (file: File, source: string, year: string) =>
  call<TableImport>("POST", `/admin/specs/imports?${new URLSearchParams({ source, year, file_name: file.name }).toString()}`, { body: file, headers: { "Content-Type": "application/octet-stream" } });
export const templateUrl = (form: "csv" | "xlsx") => `/api/specs/template.${form}`;
