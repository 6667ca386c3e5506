import { describe, expect, it } from "vitest";

import type { Comment } from "./api";
import { threadsOf } from "./remarks";

function comment(id: string, at_s: number, more: Partial<Comment> = {}): Comment {
  return { id, at_s, share_id: "shr", replies_to: null, answer_index: 0, author: "coach", name: "Kim", text: id, created_at: "2026-01-01T00:00:00Z", ...more };
}

describe("comments on one answer", () => {
  it("come in order of their time in it, with the replies under them", () => {
    const all = [comment("late", 9), comment("early", 2), comment("thanks", 9, { replies_to: "late", author: "owner" }), comment("other", 1, { answer_index: 1 })];
    expect(threadsOf(all, 0).map((thread) => [thread.first.id, thread.replies.map((reply) => reply.id)])).toEqual([
      ["early", []],
      ["late", ["thanks"]],
    ]);
  });

  it("are none where nobody wrote", () => expect(threadsOf([], 0)).toEqual([]));
});
