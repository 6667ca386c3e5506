/** Files on their way through the model, one after the other; what can't be read doesn't hold up the others. */
import type { Reading } from "./api";

export interface Item {
  key: number;
  file: File;
  state: "waiting" | "reading" | "read" | "failed";
  reading: Reading | null;
  /** Why it can't be read, in the server's words. */
  reason: string | null;
}

export function enlisted(files: readonly File[], firstKey: number): Item[] {
  return files.map((file, index) => ({ key: firstKey + index, file, state: "waiting", reading: null, reason: null }));
}

export function changed(items: readonly Item[], key: number, change: Partial<Item>): Item[] {
  return items.map((one) => (one.key === key ? { ...one, ...change } : one));
}

export async function readAll(items: readonly Item[], read: (file: File) => Promise<Reading>, tell: (key: number, change: Partial<Item>) => void): Promise<void> {
  for (const { key, file } of items) {
    tell(key, { state: "reading" });
    try {
      tell(key, { state: "read", reading: await read(file) });
    } catch (error) {
      tell(key, { state: "failed", reason: error instanceof Error ? error.message : String(error) });
    }
  }
}

const columns = ["left", "top", "width", "height"] as const;

/** One row a face, or a person of a clip, where probabilities are shares of the answered looks. */
export function toCsv(items: readonly Item[], classes: readonly string[]): string {
  const header = ["file", "kind", "face", "answer", "reason", ...classes, "cant_tell", ...columns];
  return [header, ...items.flatMap((item) => rowsOf(item, classes))].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

type Cell = string | number | null | undefined;

function rowsOf({ file, reading, reason }: Item, classes: readonly string[]): Cell[][] {
  if (!reading) return [[file.name, "unreadable", "", "", reason]];
  if (reading.message !== null) return [[file.name, reading.kind, "", "", reading.message]];
  const people = reading.clip?.people ?? [];
  return [
    ...reading.faces.map((face, at): Cell[] => [
      file.name,
      "picture",
      at + 1,
      face.label,
      face.cant_tell?.why,
      ...classes.map((name) => face.probabilities[name]),
      "",
      ...columns.map((side) => Math.round(face.place[side])),
    ]),
    ...people.map((one, at): Cell[] => [file.name, "clip", at + 1, "", "", ...classes.map((name) => one.shares[name]), one.cant_tell]),
  ];
}

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  // Spreadsheets run what begins like a formula, and a file may be named like one.
  const safe = typeof value === "string" && /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
