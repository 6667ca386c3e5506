import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type About = Schemas["ExpressionAboutView"];
export type Reading = Schemas["ExpressionReadingView"];
export type Face = Schemas["ReadFaceView"];
export type Clip = Schemas["ReadClipView"];
export type ClipPerson = Schemas["ClipPersonView"];
export type Frame = Schemas["ExpressionFrameView"];
export type Consent = Schemas["ReadingConsentView"]["consent"];

/** Whether there are probabilities: such a pose, size or drawing the model wasn't measured on. */
export const isMeasured = (face: Face): boolean => face.probabilities !== null;

export interface Attested {
  consent: Consent;
  attestation: boolean;
}

export const readAbout = (): Promise<About> => call("GET", "/expressions");

/** With `withMaps` a picture's faces come with what the model looked at. */
export function readFile(file: Blob, attested: Attested, withMaps: boolean, signal?: AbortSignal): Promise<Reading> {
  const form = new FormData();
  form.append("file", file, "brought");
  form.append("consent", attested.consent);
  form.append("attestation", String(attested.attestation));
  form.append("look_map", String(withMaps));
  return call("POST", "/expressions", { body: form, signal });
}

export function readFrame(jpeg: Blob, attested: Attested, signal: AbortSignal): Promise<Frame> {
  const query = new URLSearchParams({ consent: attested.consent, attestation: String(attested.attestation) });
  return call("POST", `/expressions/frames?${query}`, { body: jpeg, headers: { "Content-Type": "image/jpeg" }, signal });
}
