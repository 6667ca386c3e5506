import { describe, expect, it } from "vitest";

import type { ReadDocument } from "./api";
import { stretchesOf } from "./highlights";

type Part = Pick<ReadDocument, "text" | "read" | "flagged">;

function documentOf(text: string, spans: [number, number][], flags: [number, number][] = []): Part {
  return {
    text,
    read: [{ section: "identity", fields: spans.map(([start, end]) => ({ key: "name", value: "", span: { start, end }, confidence: 0.9 })) }],
    flagged: flags.map(([start, end]) => ({ what: "age", name: "", quote: "", law: "", span: { start, end } })),
  };
}

describe("stretchesOf", () => {
  it("parts the text at the fields", () => {
    expect(stretchesOf(documentOf("Name: Mina Kim.", [[6, 14]]))).toEqual([
      { text: "Name: ", field: null, flag: null },
      { text: "Mina Kim", field: 0, flag: null },
      { text: ".", field: null, flag: null },
    ]);
  });

  it("counts code points, not units", () => {
    expect(stretchesOf(documentOf("🙂 Mina", [[2, 6]])).map((one) => one.text)).toEqual(["🙂 ", "Mina"]);
  });

  it("loses no letter where fields overlap", () => {
    const stretches = stretchesOf(documentOf("abcdefgh", [[1, 5], [3, 7], [2, 4]], [[0, 2]]));
    expect(stretches.map((one) => one.text).join("")).toBe("abcdefgh");
  });

  it("leaves out a flag that quotes nothing", () => {
    expect(stretchesOf(documentOf("ab", [], [[0, 0]]))).toEqual([{ text: "ab", field: null, flag: null }]);
  });
});
