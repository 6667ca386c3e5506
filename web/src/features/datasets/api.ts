import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { Job } from "@/client/types";

type Schemas = components["schemas"];

export type Picture = Schemas["PictureView"];
export type Pictures = Schemas["PicturesView"];
export type Source = Schemas["ResultView"]["source"];
export type Result = Schemas["ResultView"];
export type Consent = Schemas["TrainingConsentView"];
export type Collaborator = Schemas["CollaboratorView"];

/** What is stated of every picture that is brought. */
export interface Terms {
  licence: string;
  origin: string;
  consent: Consent["consent"];
  attested: boolean;
}

export const picturesKey = ["datasets", "pictures"] as const;
export const resultKey = ["datasets", "result"] as const;
export const collaboratorsKey = ["datasets", "collaborators"] as const;

export const listPictures = (): Promise<Pictures> => call("GET", "/datasets/pictures");
export const listConsents = (): Promise<Consent[]> => call("GET", "/datasets/consent-statements");
export const removePicture = (id: string): Promise<void> => call("DELETE", `/datasets/pictures/${id}`);
export const readResult = (source: Source): Promise<Result> => call("GET", `/datasets/results/${source}`);
export const ingestNow = (): Promise<Job> => call("POST", "/datasets/results/uploads");
export const cancelJob = (id: string): Promise<Job> => call("POST", `/jobs/${id}/cancel`);
export const listCollaborators = (): Promise<Collaborator[]> => call("GET", "/datasets/collaborators");
export const admit = (login: string): Promise<Collaborator> => call("POST", "/datasets/collaborators", { json: { login } });
export const dismiss = (id: string): Promise<void> => call("DELETE", `/datasets/collaborators/${id}`);

export const resultFile = (source: Source, name: string): string => `/api/datasets/results/${source}/${name}`;
export const pictureFile = (id: string): string => `/api/datasets/pictures/${id}/file`;

export function bringPicture(file: File, terms: Terms): Promise<Picture> {
  const form = new FormData();
  form.append("picture", file, file.name);
  form.append("licence", terms.licence.trim());
  form.append("origin", terms.origin.trim());
  form.append("consent", terms.consent);
  form.append("attestation", String(terms.attested));
  return call("POST", "/datasets/pictures", { body: form });
}
