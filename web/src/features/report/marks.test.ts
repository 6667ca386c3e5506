import { expect, test } from "vitest";

import { cutByQuotes } from "./marks";

const quote = (start: number, end: number, start_s: number | null = null) => ({ start, end, text: "", start_s, end_s: null });

test("a text without quotes stays whole", () => {
  expect(cutByQuotes("abc", [])).toEqual([{ start: 0, text: "abc", keys: [], startS: null }]);
});

test("overlapping quotes share the piece between them", () => {
  const pieces = cutByQuotes("abcdef", [
    ["task", [quote(0, 4, 1.5)]],
    ["action", [quote(2, 6)]],
  ]);
  expect(pieces.map((piece) => [piece.text, piece.keys])).toEqual([
    ["ab", ["task"]],
    ["cd", ["task", "action"]],
    ["ef", ["action"]],
  ]);
  expect(pieces[0]?.startS).toBe(1.5);
});

test("characters beyond the basic plane count once, as on the server", () => {
  expect(cutByQuotes("😀ab", [["result", [quote(1, 2)]]]).map((piece) => piece.text)).toEqual(["😀", "a", "b"]);
});
