// @vitest-environment jsdom
import { expect, it } from "vitest";

import { askedFor, asking, forgetDraft, keepDraft, keptDraft } from "./draft";
import { freshDraft } from "./plan";

it("is kept for the account that wrote it until the interview is made", () => {
  const draft = { ...freshDraft("ko", false), own_questions: ["왜 지원했나요?"] };
  keepDraft("mina", draft);
  expect(keptDraft("mina")).toEqual(draft);
  expect(keptDraft("junho")).toBeNull();
  forgetDraft("mina");
  expect(keptDraft("mina")).toBeNull();
});

it("asks just the questions that another page sends along", () => {
  const draft = { ...freshDraft("ko", false), own_questions: ["왜 지원했나요?"] };
  const questions = askedFor(new URLSearchParams("question=Hello%3F"), { questions: [" Hello? ", "Why?", 3, "", "x".repeat(301)] });
  expect(asking(draft, questions)).toEqual({ ...draft, track_id: null, own_questions: ["Hello?", "Why?"] });
});

it("stays as it was left when nothing is sent along", () => {
  const draft = { ...freshDraft("ko", false), own_questions: ["왜 지원했나요?"] };
  expect(asking(draft, askedFor(new URLSearchParams("interviewer=a"), null))).toEqual(draft);
});
