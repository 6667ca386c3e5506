// @vitest-environment jsdom
import { expect, it } from "vitest";

import { forgetDraft, keepDraft, keptDraft } from "./draft";
import { freshDraft } from "./plan";

it("is kept for the account that wrote it until the interview is made", () => {
  const draft = { ...freshDraft("ko", false), own_questions: ["왜 지원했나요?"] };
  keepDraft("mina", draft);
  expect(keptDraft("mina")).toEqual(draft);
  expect(keptDraft("junho")).toBeNull();
  forgetDraft("mina");
  expect(keptDraft("mina")).toBeNull();
});
