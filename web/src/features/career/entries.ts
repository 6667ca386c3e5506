import type { Entry, Section, SectionNames, TypedEntry } from "./api";

/** What the server is told of entries: places and confidence are its own. */
export function typed(entries: readonly (Entry | TypedEntry)[]): TypedEntry[] {
  return entries.map(({ section, fields }) => ({ section, fields: fields.map(({ key, value }) => ({ key, value })) }));
}

/** The entries with one replaced, or removed when there is nothing in it any more. */
export function replaced(entries: readonly Entry[], index: number, entry: TypedEntry | null): TypedEntry[] {
  const rest: (TypedEntry | null)[] = typed(entries);
  rest[index] = entry;
  return rest.filter((one) => one !== null && one.fields.some((field) => field.value.trim() !== "")) as TypedEntry[];
}

/** Every field of a section once, with what is there already; what comes more than once comes as often. */
export function draftOf(section: Section, names: readonly SectionNames[], entry?: TypedEntry): TypedEntry {
  const keys = names.find((one) => one.section === section)?.fields.map((field) => field.key) ?? [];
  const fields = keys.flatMap((key) => {
    const held = entry?.fields.filter((field) => field.key === key) ?? [];
    return held.length > 0 ? held.map(({ value }) => ({ key, value })) : [{ key, value: "" }];
  });
  return { section, fields };
}

const long = new Set(["duties", "results", "detail", "which", "why", "technology", "why_technology", "result", "limits", "text"]);

/** Whether a field takes more than a line. */
export const isLong = (key: string): boolean => long.has(key);

const dates = new Set(["start", "end", "date", "expiry"]);
export const isDate = (key: string): boolean => dates.has(key);
