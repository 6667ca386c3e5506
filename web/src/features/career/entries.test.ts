import { describe, expect, it } from "vitest";

import type { Entry, SectionNames } from "./api";
import { draftOf, replaced } from "./entries";

const names: SectionNames[] = [{ section: "skill", name: "Skills", fields: [{ key: "name", name: "Name" }, { key: "level", name: "Level" }] }];
const entries: Entry[] = [
  { section: "skill", fields: [{ key: "name", value: "Go", span: { start: 0, end: 2 }, confidence: 0.8 }] },
  { section: "skill", fields: [{ key: "name", value: "SQL", span: null, confidence: 1 }] },
];

describe("replaced", () => {
  it("sends values alone, and the new entry in its place", () => {
    const entry = { section: "skill" as const, fields: [{ key: "name", value: "Rust" }] };
    expect(replaced(entries, 0, entry)).toEqual([entry, { section: "skill", fields: [{ key: "name", value: "SQL" }] }]);
  });

  it("drops an entry that is removed or emptied", () => {
    expect(replaced(entries, 1, null)).toHaveLength(1);
    expect(replaced(entries, 1, { section: "skill", fields: [{ key: "name", value: " " }] })).toHaveLength(1);
  });
});

describe("draftOf", () => {
  it("offers every field of the section and keeps what comes twice", () => {
    const entry = { section: "skill" as const, fields: [{ key: "name", value: "Go" }, { key: "name", value: "Rust" }] };
    expect(draftOf("skill", names, entry).fields.map((field) => [field.key, field.value])).toEqual([
      ["name", "Go"],
      ["name", "Rust"],
      ["level", ""],
    ]);
  });
});
