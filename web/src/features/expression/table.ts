/** All answers as a table: the same columns, cells and rows as the command line's (src/visavis/cli/expression_table.py). */
import type { ClipPerson, Face, Reading } from "./api";
import type { Item } from "./reading";

const sides = ["left", "top", "width", "height"] as const;

type Cell = string | number | null | undefined;
type Row = Partial<Record<string, Cell>>;

/** One row a face of a picture, or a person of a clip, where probabilities are shares of the answered looks. */
export function toCsv(items: readonly Item[], classes: readonly string[]): string {
  const columns = ["file", "kind", "face", "answer", "code", "reason", ...classes, "cant_tell", "nobody_seen", ...sides];
  const rows = items.flatMap((item) => rowsOf(item).map((row) => columns.map((column) => row[column])));
  return [columns, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** Nothing that was brought is without a row. */
function rowsOf({ file, reading, reason, code }: Item): Row[] {
  if (!reading) return [{ file: file.name, kind: "unreadable", code, reason }];
  return [...reading.faces.map(faceRow), ...(reading.clip?.people ?? []).map(personRow), ...restOf(reading)].map((row) => ({ file: file.name, kind: reading.kind, ...row }));
}

function faceRow(face: Face, at: number): Row {
  return {
    face: at + 1,
    answer: face.label,
    code: face.cant_tell?.reason,
    reason: face.cant_tell?.why,
    ...face.probabilities,
    cant_tell: face.label === null ? 1 : 0,
    ...Object.fromEntries(sides.map((side) => [side, Math.round(face.place[side])])),
  };
}

function personRow(one: ClipPerson, at: number): Row {
  return { face: at + 1, ...one.shares, cant_tell: one.cant_tell, nobody_seen: one.nobody_seen };
}

/** That there was no face, and that there are more than were read. */
function restOf(reading: Reading): Row[] {
  const rows: Row[] = [];
  if (reading.message !== null) rows.push({ code: "no_face", reason: reading.message });
  if (reading.not_read !== null) rows.push({ code: reading.kind === "clip" ? "more_people" : "more_faces", reason: reading.not_read });
  return rows;
}

function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  // Spreadsheets run what begins like a formula, and a file may be named like one.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
