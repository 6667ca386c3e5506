import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, it } from "vitest";

const folder = import.meta.dirname;

function leaves(value: unknown, prefix = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[prefix, value]]);
  const found = new Map<string, string>();
  for (const [key, inner] of Object.entries(value as Record<string, unknown>)) {
    for (const [name, text] of leaves(inner, prefix ? `${prefix}.${key}` : key)) found.set(name, text);
  }
  return found;
}

function read(language: string, name: string): Map<string, string> {
  return leaves(JSON.parse(readFileSync(path.join(folder, language, name), "utf8")));
}

/** English needs plural forms that Korean does not: `x_one` and `x_other` count as `x`. */
function keys(texts: Map<string, string>): string[] {
  return [...new Set([...texts.keys()].map((key) => key.replace(/_(one|other)$/, "")))].sort();
}

const blanks = (text: string): string[] => [...new Set(text.match(/\{\{\s*\w+/g) ?? [])].sort();

const names = readdirSync(path.join(folder, "ko")).sort();

describe("texts in both languages", () => {
  it("come in the same files", () => {
    expect(readdirSync(path.join(folder, "en")).sort()).toEqual(names);
  });

  it.each(names)("%s has the same keys", (name) => {
    expect(keys(read("en", name))).toEqual(keys(read("ko", name)));
  });

  it.each(names)("%s fills the same blanks and leaves none empty", (name) => {
    const english = read("en", name);
    for (const [key, text] of read("ko", name)) {
      expect(text.trim(), key).not.toBe("");
      const other = english.get(key) ?? english.get(`${key}_other`) ?? english.get(key.replace(/_other$/, ""));
      if (other !== undefined) expect(blanks(other), key).toEqual(blanks(text));
    }
  });
});
