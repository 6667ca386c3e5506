import { describe, expect, it } from "vitest";

import { sentenceAt } from "./alongside";

const script = {
  language: "ko" as const,
  duration_s: 10,
  units: 50,
  sentences: [
    { span: { start: 0, end: 5 }, duration_s: 4 },
    { span: { start: 6, end: 12 }, duration_s: 6 },
  ],
};

describe("sentenceAt", () => {
  it.each([
    [0, 0],
    [3.9, 0],
    [4, 1],
    [9.9, 1],
    [10, null],
  ])("%s s", (elapsed, at) => expect(sentenceAt(script, elapsed)).toBe(at));

  it("knows nothing to say in an empty script", () => expect(sentenceAt({ ...script, sentences: [] }, 0)).toBeNull());
});
