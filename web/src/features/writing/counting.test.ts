import { describe, expect, it } from "vitest";

import { count } from "./counting";

// The same cases as tests/unit/career/writing/test_counting.py.
const cases: [string, number, number, number, number][] = [
  ["", 0, 0, 0, 0],
  ["가나 다", 4, 3, 10, 7],
  ["abc 1", 5, 4, 5, 5],
  ["가\r\n나", 3, 2, 7, 5],
  ["가\n나", 3, 2, 7, 5],
  ["“가”", 3, 3, 9, 6],
  ["😀", 1, 1, 4, 2],
  ["\u3000가", 2, 1, 6, 4],
];

describe("count", () => {
  it.each(cases)("%j", (text, with_spaces, without_spaces, utf8_bytes, euc_kr_bytes) => {
    expect(count(text)).toEqual({ with_spaces, without_spaces, utf8_bytes, euc_kr_bytes });
  });
});
