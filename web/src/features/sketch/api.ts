import { call, callForFile } from "@/client/call";
import type { components } from "@/client/schema";
import type { MadePerson } from "@/client/types";
import type { Attested, PersonDetails } from "@/components";

import type { Mark } from "./drawing";

type Schemas = components["schemas"];

export type StudioOffers = Schemas["StudioView"];
export type Drawn = Schemas["DrawnView"];
export type Wishes = Schemas["Wishes"];
export type SavedDrawing = Schemas["DrawingView"];
export type OpenDrawing = Schemas["OpenDrawing"];
export type LaidPicture = Schemas["LaidView"];

export const drawingsKey = ["drawings"] as const;

/** The drawing as a picture on white, and what is asked for besides its lines. */
export interface Sheet {
  sketch: Blob;
  wishes: Wishes;
}

export const readStudio = () => call<StudioOffers>("GET", "/sketch");
export const listDrawings = () => call<SavedDrawing[]>("GET", "/drawings");
export const openDrawing = (id: string) => call<OpenDrawing>("GET", `/drawings/${encodeURIComponent(id)}`);
export const beginDrawing = (name: string) => call<SavedDrawing>("POST", "/drawings", { json: { name } });
export const renameDrawing = (id: string, name: string) => call<SavedDrawing>("PATCH", `/drawings/${encodeURIComponent(id)}`, { json: { name } });
export const deleteDrawing = (id: string) => call<undefined>("DELETE", `/drawings/${encodeURIComponent(id)}`);

export function saveDrawing(id: string, revision: number, marks: readonly Mark[], wishes: Wishes): Promise<SavedDrawing> {
  return call<SavedDrawing>("PUT", `/drawings/${encodeURIComponent(id)}`, { json: { revision, document: { marks, wishes } } });
}

/** `subject`: a newer request about the same takes the place of an older one. */
export function drawFace(sheet: Sheet, subject: string): Promise<Drawn> {
  return call<Drawn>("POST", "/sketch/faces", { body: formOf(sheet, { drawing: subject }) });
}

export function makeDrawnPerson(sheet: Sheet, drawing: string, details: PersonDetails): Promise<MadePerson> {
  return call<MadePerson>("POST", "/sketch/people", { body: formOf(sheet, { drawing, ...details }) });
}

export type Suffix = "png" | "jpg";

/** The face as a file, with the marks of its origin. */
export function downloadFace(sheet: Sheet, title: string, suffix: Suffix, label: boolean): Promise<Blob> {
  return callForFile("POST", "/sketch/download", { body: formOf(sheet, { title, suffix, label: String(label) }) });
}

export function layIn(drawing: string, picture: File, kind: "sketch" | "photo", attested: Attested): Promise<LaidPicture> {
  const form = new FormData();
  form.append("picture", picture);
  form.append("kind", kind);
  form.append("consent", attested.consent);
  form.append("attestation", String(attested.attestation));
  return call<LaidPicture>("POST", `/drawings/${drawing}/pictures`, { body: form });
}

export function inkedUrl(drawing: string, picture: string): string {
  return `/api/drawings/${drawing}/pictures/${picture}.png`;
}

function formOf({ sketch, wishes }: Sheet, fields: Record<string, string>): FormData {
  const form = new FormData();
  form.append("sketch", sketch, "sketch.png");
  form.append("wishes", JSON.stringify(wishes));
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}
