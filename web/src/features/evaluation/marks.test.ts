import { describe, expect, it } from "vitest";

import type { Remark, Verdict } from "./api";
import { changeSince, stretchesOf } from "./marks";

const remark = (verdict: Verdict, start: number, end: number): Remark => ({
  verdict,
  text: { ko: "", en: "" },
  quote: "",
  span: { start, end },
  suggestion: null,
});

describe("stretchesOf", () => {
  it("puts the text together again, whatever overlaps", () => {
    const text = "😀저는 매출을 30% 늘렸습니다.";
    const placed = [
      { id: "a", remark: remark("good", 1, 10) },
      { id: "b", remark: remark("mend", 4, 7) },
      { id: "c", remark: { ...remark("mend", 0, 0), span: null } },
    ];
    const stretches = stretchesOf(text, placed);
    expect(stretches.map((one) => one.text).join("")).toBe(text);
    const inner = stretches.find((one) => one.ids.length === 2);
    expect(inner?.text).toBe("매출을");
    expect(inner?.ids).toEqual(["b", "a"]);
    expect(inner?.verdict).toBe("mend");
  });

  it("leaves a text without remarks whole", () => {
    expect(stretchesOf("글", [])).toEqual([{ text: "글", ids: [], verdict: null }]);
    expect(stretchesOf("", [])).toEqual([]);
  });
});

describe("changeSince", () => {
  it("compares what both have", () => {
    expect(changeSince(7.5, 5.2)).toBe(2.3);
    expect(changeSince(null, 5)).toBeNull();
    expect(changeSince(5, undefined)).toBeNull();
  });
});
