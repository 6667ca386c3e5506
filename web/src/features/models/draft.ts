import type { Connection, Form, Service } from "./api";

/** A connection while it is being typed: numbers are text until they are sent. */
export interface Draft {
  service: Service;
  address: string;
  model: string;
  key: string;
  /** Won per million tokens read and written. */
  input: string;
  output: string;
  budget: string;
  timeout: string;
  context: string;
  longest: string;
  agreed: boolean;
}

const common = { model: "", key: "", budget: "", timeout: "60", longest: "2000", agreed: false };

/** What each service is usually reached by. */
export function preset(service: Service): Draft {
  if (service === "ollama") return { ...common, service, address: "http://localhost:11434/v1", input: "0", output: "0", timeout: "180", context: "8192" };
  if (service === "openai") return { ...common, service, address: "https://api.openai.com/v1", input: "", output: "", context: "32000" };
  return { ...common, service, address: "", input: "", output: "", context: "32000" };
}

const shown = (value: number | null): string => (value === null ? "" : String(value));

export function draftOf(connection: Connection): Draft {
  return {
    service: connection.service,
    address: connection.base_url,
    model: connection.service === "shared" ? "" : connection.model,
    key: "",
    input: shown(connection.won_per_million_input),
    output: shown(connection.won_per_million_output),
    budget: shown(connection.monthly_won),
    timeout: String(connection.timeout_s),
    context: String(connection.most_context_tokens),
    longest: String(connection.most_output_tokens),
    agreed: true,
  };
}

const number = (text: string): number | null => (text.trim() === "" ? null : Number(text.replaceAll(",", "")));

/** As it is sent. An empty key leaves the kept one. */
export function formOf(draft: Draft): Form {
  const isShared = draft.service === "shared";
  return {
    service: draft.service,
    base_url: isShared ? "" : draft.address.trim(),
    model: isShared ? "" : draft.model.trim(),
    key: draft.key.trim() === "" ? null : draft.key.trim(),
    won_per_million_input: isShared ? null : number(draft.input),
    won_per_million_output: isShared ? null : number(draft.output),
    monthly_won: number(draft.budget),
    timeout_s: number(draft.timeout) ?? 60,
    most_context_tokens: number(draft.context) ?? 32_000,
    most_output_tokens: number(draft.longest) ?? 2_000,
    agreed: draft.agreed,
  };
}

/** Whether it is worth sending. */
export function isComplete(draft: Draft): boolean {
  const numbers = [draft.input, draft.output, draft.budget, draft.timeout, draft.context, draft.longest].map(number);
  if (!draft.agreed || numbers.some((one) => one !== null && !(one >= 0))) return false;
  return draft.service === "shared" || (draft.address.trim() !== "" && draft.model.trim() !== "");
}

/** Where the text goes, for the line of consent; the address as typed while it is none yet. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host || address;
  } catch {
    return address;
  }
}
