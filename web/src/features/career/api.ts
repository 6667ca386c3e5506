import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type DocumentCard = Schemas["DocumentCard"];
export type ReadDocument = Schemas["DocumentView"];
export type Entry = Schemas["EntryView"];
export type Field = Schemas["FieldView"];
export type Flag = Schemas["FlagView"];
export type TypedEntry = Schemas["TypedEntry"];
export type SectionNames = Schemas["SectionView"];
export type Posting = Schemas["PostingView"];
export type NewForm = Schemas["NewForm"];
export type Section = Entry["section"];
export type Kind = DocumentCard["kind"];

export const kinds: readonly Kind[] = ["resume", "cover_letter", "portfolio"];
export const documentsKey = ["documents"] as const;
export const documentKey = (id: string) => ["document", id] as const;
export const postingsKey = ["postings"] as const;
export const sectionsKey = ["document-sections"] as const;

const at = (id: string): string => `/documents/${id}`;

export const listDocuments = () => call<DocumentCard[]>("GET", "/documents");
export const readDocument = (id: string) => call<ReadDocument>("GET", at(id));
export const deleteDocument = (id: string) => call<undefined>("DELETE", at(id));
export const readAgain = (id: string, revision: number) => call<ReadDocument>("POST", `${at(id)}/read`, { json: { revision } });
export const pasteDocument = (asked: { title: string; kind: Kind; text: string }) => call<ReadDocument>("POST", "/documents/text", { json: asked });
export const typeDocument = (asked: NewForm) => call<ReadDocument>("POST", "/documents/form", { json: asked });
export const listSections = () => call<SectionNames[]>("GET", "/document-sections");
export const listPostings = () => call<Posting[]>("GET", "/postings");
export const keepPosting = (asked: { title: string; text: string }) => call<Posting>("POST", "/postings", { json: asked });
export const deletePosting = (id: string) => call<undefined>("DELETE", `/postings/${id}`);
export const sourceUrl = (id: string): string => `/api${at(id)}/source`;

export interface Change {
  revision: number;
  title?: string;
  entries?: TypedEntry[];
}

export const changeDocument = (id: string, change: Change) => call<ReadDocument>("PUT", at(id), { json: change });

export function bringDocument(file: File, kind: Kind): Promise<ReadDocument> {
  const form = new FormData();
  form.append("file", file, file.name);
  form.append("kind", kind);
  return call<ReadDocument>("POST", "/documents", { body: form });
}
