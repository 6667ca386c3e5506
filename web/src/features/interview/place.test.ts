import { describe, expect, it } from "vitest";

import type { Interview, Question } from "./api";
import { placeOf } from "./place";

const questions = [null, 0, 1, null].map((follows, index) => ({ index, follows }) as Question);
const interview = { questions } as Interview;

describe("where one is in an interview", () => {
  it("counts a follow-up with the question that it goes on from", () => {
    expect(placeOf(interview, 0)).toEqual({ number: 1, count: 2, isFollowUp: false });
    expect(placeOf(interview, 2)).toEqual({ number: 1, count: 2, isFollowUp: true });
    expect(placeOf(interview, 3)).toEqual({ number: 2, count: 2, isFollowUp: false });
  });
});
