import { describe, expect, it } from "vitest";

import type { Interview, OtherCandidate, Seat } from "./api";
import { turnsBefore } from "./turns";

const seat = (number: number, url: string | null): Seat =>
  ({ number, greeting: `Hello from ${number}`, greeting_url: url, reactions: [], aside: [] }) as unknown as Seat;
const other = (number: number, urls: (string | null)[]): OtherCandidate => ({
  number,
  name: `Candidate ${number}`,
  portrait_url: "",
  answers: urls.map((url, question_index) => ({ question_index, text: "", url })),
});
const interview = {
  seats: [seat(0, "hello-0"), seat(1, null), seat(2, "hello-2")],
  others: [other(0, ["a0", "a1"]), other(1, ["b0", null])],
  questions: [0, 1, 2].map((index) => ({ index })),
} as unknown as Interview;

describe("what is said before a question", () => {
  it("is everybody's greeting at the beginning, but for clips that aren't made yet", () => {
    expect(turnsBefore(interview, 0, 0).map((turn) => turn.url)).toEqual(["hello-0", "hello-2"]);
  });

  it("is what other candidates answered to the question before", () => {
    expect(turnsBefore(interview, 1, 0).map((turn) => turn.url)).toEqual(["a0", "b0"]);
    expect(turnsBefore(interview, 2, 0).map((turn) => turn.url)).toEqual(["a1"]);
  });

  it("names the question that is being answered", () => {
    expect(turnsBefore(interview, 2, 0)).toMatchObject([{ kind: "other", questionIndex: 1 }]);
  });

  it("waits until a question's follow-ups are over", () => {
    const followed = { ...interview, questions: [{ index: 0, follows: null }, { index: 1, follows: 0 }, { index: 2, follows: null }] } as unknown as Interview;
    expect(turnsBefore(followed, 1, 0)).toEqual([]);
    expect(turnsBefore(followed, 2, 0).map((turn) => turn.url)).toEqual(["a0", "b0"]);
  });

  it("is nothing after a reload: it was said before", () => {
    expect(turnsBefore(interview, 2, 2)).toEqual([]);
    expect(turnsBefore(interview, 0, 2)).toEqual([]);
  });
});
