import { describe, expect, it } from "vitest";

import { freshDraft, longestMinutes, moved, questionCount, toggled, toPlan } from "./plan";

const draft = { ...freshDraft("ko", false), interviewer_id: "someone" };

describe("the plan of an interview", () => {
  it("counts the track's questions and one's own, without empty ones", () => {
    expect(questionCount({ ...draft, count: 3, own_questions: ["Why us?", "   "] })).toBe(4);
  });

  it("asks only one's own questions without a track", () => {
    const plan = toPlan({ ...draft, track_id: null, own_questions: [" Why us? ", ""] });
    expect(plan?.own_questions).toEqual(["Why us?"]);
  });

  it("is not complete without questions or without an interviewer", () => {
    expect(toPlan({ ...draft, track_id: null })).toBeNull();
    expect(toPlan({ ...draft, interviewer_id: null })).toBeNull();
  });

  it("takes longer with extra thinking time", () => {
    const plain = { ...draft, count: 6, thinking_s: 60, answer_s: 60 };
    const slower = { ...plain, accommodations: { ...plain.accommodations, extra_thinking: true } };
    expect(longestMinutes(slower) - longestMinutes(plain)).toBe(6);
  });
});

describe("questions chosen one by one", () => {
  const question = { text: "Why us?", kind: "personality" as const, source: "set" as const, why: null, competence: null, follow_ups: [] };

  it("are counted, once each, and can be taken out again", () => {
    const chosen = toggled(toggled([], question, true), question, true);
    expect(questionCount({ ...draft, count: 3, prepared: chosen })).toBe(4);
    expect(toggled(chosen, question, false)).toEqual([]);
  });

  it("are no more than an interview holds", () => {
    const many = Array.from({ length: 20 }, (_one, number) => ({ ...question, text: `Question ${String(number)}` }));
    expect(toggled(many, question, true)).toHaveLength(20);
  });

  it("take longer when each answer may be followed up", () => {
    const plain = { ...draft, count: 4, thinking_s: 30, answer_s: 60 };
    expect(longestMinutes({ ...plain, most_follow_ups: 1 })).toBeGreaterThan(longestMinutes(plain));
  });
});

describe("reordering", () => {
  it("moves one item and keeps the others in order", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  });

  it("changes nothing past the ends", () => {
    expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
    expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
  });
});
