import { describe, expect, it } from "vitest";

import type { Question } from "./api";
import { resumeAt, type Progress } from "./progress";

function question(index: number, state: "none" | "recording" | "complete"): Question {
  const clip = { state: "ready" as const, url: null, duration_s: 4, words: [] };
  const answer = { state, takes: [], typed_text: null, transcript: null, transcript_source: null, replay_url: null, replay_mime: null, has_late_pieces: false };
  return { id: `q${String(index)}`, source: "own" as const, why: null, follows: null, index, kind: "experience", competence: null, text: "", seat: 0, clip, answer };
}

function at(position: number, kept: Progress | null, first: "none" | "recording" | "complete" = "none") {
  return resumeAt({ position, questions: [question(0, first), question(1, "none")] }, kept);
}

describe("where a reload goes on", () => {
  it("is the start of the question when nothing is kept here", () => {
    expect(at(0, null)).toMatchObject({ index: 0, phase: "asking" });
  });

  it("is the same answer with the time that was left, in a take that continues the old one", () => {
    const kept: Progress = { index: 0, phase: "answering", leftS: 40, take: "a1", hasAnswer: false };
    expect(at(0, kept)).toEqual({ index: 0, phase: "answering", leftS: 40, continues: "a1" });
  });

  it("is the end of the answer when hardly any time was left", () => {
    expect(at(0, { index: 0, phase: "answering", leftS: 1, take: "a1", hasAnswer: false })).toMatchObject({ phase: "answered" });
  });

  it("is a skipped question once more, and the end of an answered one", () => {
    const kept: Progress = { index: 0, phase: "answered", leftS: null, take: null, hasAnswer: false };
    expect(at(0, kept)).toMatchObject({ index: 0, phase: "asking" });
    expect(at(0, { ...kept, hasAnswer: true })).toMatchObject({ index: 0, phase: "answered" });
  });

  it("follows the server when another device went on", () => {
    const kept: Progress = { index: 0, phase: "answering", leftS: 40, take: "a1", hasAnswer: false };
    expect(at(1, kept)).toMatchObject({ index: 1, phase: "asking", continues: null });
  });

  it("is the question reached here when the server has not heard of it yet", () => {
    const kept: Progress = { index: 1, phase: "thinking", leftS: 12, take: null, hasAnswer: false };
    expect(at(0, kept, "complete")).toEqual({ index: 1, phase: "thinking", leftS: 12, continues: null });
  });

  it("is where the server stands when what is kept here is of no question", () => {
    expect(at(0, { index: 7, phase: "asking", leftS: null, take: null, hasAnswer: false })).toMatchObject({ index: 0, phase: "asking" });
  });

  it("offers the next question when this one was answered on another device", () => {
    expect(at(0, null, "complete")).toMatchObject({ index: 0, phase: "answered" });
  });

  it("is the way out after the last question", () => {
    expect(at(2, null)).toMatchObject({ phase: "leaving" });
  });

  it("is the saved answer when a follow-up was on its way", () => {
    const kept: Progress = { index: 0, phase: "following", leftS: null, take: null, hasAnswer: true };
    expect(at(0, kept)).toMatchObject({ index: 0, phase: "answered" });
  });
});
