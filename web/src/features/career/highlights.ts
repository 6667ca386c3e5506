import type { ReadDocument } from "./api";

/** A stretch of the text; `field` counts the fields of the whole document, `flag` its flags. */
export interface Stretch {
  text: string;
  field: number | null;
  flag: number | null;
}

interface Marked {
  start: number;
  end: number;
  field: number | null;
  flag: number | null;
}

/** The text parted where fields and flags begin and end. Spans count code points, which strings here don't. */
export function stretchesOf(document: Pick<ReadDocument, "text" | "read" | "flagged">): Stretch[] {
  const letters = Array.from(document.text);
  const fields: Marked[] = [];
  let number = 0;
  for (const entry of document.read) {
    for (const field of entry.fields) {
      if (field.span) fields.push({ ...field.span, field: number, flag: null });
      number += 1;
    }
  }
  const flags = document.flagged.map(({ span }, flag) => ({ ...span, field: null, flag }));
  const stretches: Stretch[] = [];
  let at = 0;
  const add = (end: number, field: number | null, flag: number | null): void => {
    if (end > at) stretches.push({ text: letters.slice(at, end).join(""), field, flag });
    at = Math.max(at, end);
  };
  // What overlaps an earlier mark begins behind it; of two that begin together the longer is shown around the rest.
  for (const mark of [...flags, ...fields].filter((one) => one.end > one.start).sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (mark.end <= at) continue;
    add(mark.start, null, null);
    add(mark.end, mark.field, mark.flag);
  }
  add(letters.length, null, null);
  return stretches;
}
