import { call } from "@/client/call";
import type { components } from "@/client/schema";

type Schemas = components["schemas"];

export type Letter = Schemas["LetterView"];
export type LetterSummary = Schemas["LetterSummary"];
export type LetterSaving = Schemas["LetterSaving"];
export type Item = Schemas["ItemView"];
export type Limit = Schemas["LimitView"];
export type Remark = Schemas["RemarkView"];
export type Script = Schemas["ScriptView"];
export type Asked = Schemas["AskedView"];
export type Imported = Schemas["ImportedView"];

/** What of a letter is written: everything that is saved, but for the revision. */
export type Written = Omit<LetterSaving, "revision">;

export const lettersKey = ["letters"] as const;
export const letterKey = (id: string) => ["letter", id] as const;

export const listLetters = () => call<LetterSummary[]>("GET", "/writing/letters");
export const beginLetter = (letter: Written) => call<Letter>("POST", "/writing/letters", { json: letter });
export const openLetter = (id: string) => call<Letter>("GET", `/writing/letters/${id}`);
export const saveLetter = (id: string, saving: LetterSaving) => call<Letter>("PUT", `/writing/letters/${id}`, { json: saving });
export const deleteLetter = (id: string) => call<undefined>("DELETE", `/writing/letters/${id}`);
export const check = (text: string) => call<Remark[]>("POST", "/writing/check", { json: { text } });
export const timeScript = (text: string) => call<Script>("POST", "/writing/script", { json: { text } });
export const importText = (text: string) => call<Imported>("POST", "/writing/questions/text", { json: { text } });

export function importFile(file: File): Promise<Imported> {
  const form = new FormData();
  form.append("file", file);
  return call<Imported>("POST", "/writing/questions/file", { body: form });
}
