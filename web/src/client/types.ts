/** Values of the HTTP interface, named as the product names them. */

export type ErrorKind = "invalid" | "not_found" | "conflict" | "refused" | "unavailable" | "failed";

export interface ErrorBody {
  kind: ErrorKind;
  code: string;
  message: string;
}

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

export interface Job {
  id: string;
  kind: string;
  state: JobState;
  step: string;
  step_title: string;
  progress: number;
  error: ErrorBody | null;
}

export interface Me {
  id: string;
  login: string | null;
  display_name: string;
  is_guest: boolean;
  is_admin: boolean;
  language: "ko" | "en";
  created_at: string;
  recovery_codes_left: number;
}

export interface Meta {
  version: string;
  joining: "open" | "invited";
  lan_urls: string[];
  secure: boolean;
}

export interface Interviewer {
  id: string;
  name: string;
  title: string;
  own: boolean;
  voice: string;
  portrait_url: string;
  listening_url: string;
  languages: ("ko" | "en")[];
}
