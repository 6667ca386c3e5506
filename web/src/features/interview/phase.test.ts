import { describe, expect, it } from "vitest";

import { enterLobby, isPaused, leftS, step, type RoomEvent, type RoomState } from "./phase";

const conditions = { count: 2, thinkingS: 20, answerS: 90 };
const lobby = enterLobby(conditions, { index: 0, continues: null, leftS: null });

function after(events: RoomEvent[], from: RoomState = lobby): RoomState {
  return events.reduce(step, from);
}

const toAnswering: RoomEvent[] = [
  { name: "begin", nowMs: 0, at: "asking" },
  { name: "asked", nowMs: 5000 },
  { name: "answer", nowMs: 15_000 },
];

const saved: RoomEvent = { name: "saved", isEmpty: false, mayFollow: false };

describe("the room", () => {
  it("asks, gives time to think, then time to answer", () => {
    const thinking = after(toAnswering.slice(0, 2));
    expect(thinking.phase).toBe("thinking");
    expect(leftS(thinking, 5000)).toBe(20);
    const answering = after(toAnswering);
    expect(answering.phase).toBe("answering");
    expect(leftS(answering, 15_000)).toBe(90);
  });

  it("goes straight to the answer when no thinking time was chosen", () => {
    const state = after([{ name: "begin", nowMs: 0, at: "asking" }, { name: "asked", nowMs: 5000 }], { ...lobby, thinkingS: 0 });
    expect(state.phase).toBe("answering");
  });

  it("leads through every question and then out", () => {
    const oneAnswer: RoomEvent[] = [{ name: "asked", nowMs: 0 }, { name: "answer", nowMs: 0 }, { name: "finish_answer" }, saved, { name: "next" }];
    const second = after([{ name: "begin", nowMs: 0, at: "asking" }, ...oneAnswer]);
    expect([second.phase, second.index]).toEqual(["asking", 1]);
    expect(after(oneAnswer, second).phase).toBe("leaving");
  });

  it("asks the same question again for a retake", () => {
    const state = after([...toAnswering, { name: "finish_answer" }, saved, { name: "retake" }]);
    expect([state.phase, state.index, state.continues]).toEqual(["asking", 0, null]);
  });

  it("knows an answer from one that ended before anything was recorded", () => {
    const empty: RoomEvent = { name: "saved", isEmpty: true, mayFollow: false };
    const saving = after([...toAnswering, { name: "finish_answer" }]);
    expect(step(saving, saved)).toMatchObject({ phase: "answered", hasAnswer: true });
    expect(step(saving, empty)).toMatchObject({ phase: "answered", hasAnswer: false });
    const retaken = after([saved, { name: "retake" }, { name: "answer", nowMs: 0 }, { name: "finish_answer" }, empty], saving);
    expect(retaken).toMatchObject({ phase: "answered", hasAnswer: true });
  });

  it("skips a question before it is answered, and lets the candidate think better of it", () => {
    const thinking = after(toAnswering.slice(0, 2));
    const skipped = step(thinking, { name: "skip" });
    expect(skipped).toMatchObject({ phase: "answered", index: 0, hasAnswer: false, untilMs: null });
    expect(step(skipped, { name: "retake" })).toMatchObject({ phase: "asking", index: 0 });
    expect(step(skipped, { name: "next" })).toMatchObject({ phase: "asking", index: 1 });
    const answering = after(toAnswering);
    expect(step(answering, { name: "skip" })).toBe(answering);
  });

  it("keeps an earlier answer when another try at it is skipped", () => {
    const retaking = after([...toAnswering, { name: "finish_answer" }, saved, { name: "retake" }]);
    expect(step(retaking, { name: "skip" })).toMatchObject({ phase: "answered", hasAnswer: true });
    const second = after([{ name: "skip" }, { name: "next" }], retaking);
    expect(second).toMatchObject({ index: 1, hasAnswer: false });
  });

  it("keeps what is left of the countdown over a pause of any length", () => {
    const paused = after([...toAnswering, { name: "pause", nowMs: 45_000 }]);
    expect(isPaused(paused)).toBe(true);
    expect(leftS(paused, 999_999)).toBe(60);
    const on = step(paused, { name: "go_on", nowMs: 1_000_000 });
    expect(leftS(on, 1_010_000)).toBe(50);
  });

  it("ignores what makes no sense in a phase", () => {
    const asking = after(toAnswering.slice(0, 1));
    const odd: RoomEvent[] = [saved, { name: "next" }, { name: "retake" }, { name: "finish_answer" }, { name: "begin", nowMs: 1, at: "asking" }];
    for (const event of odd) expect(step(asking, event)).toBe(asking);
  });

  it("remembers the take to go on from when a device is lost in mid-answer", () => {
    const state = after([...toAnswering, { name: "interrupted", nowMs: 45_000, take: "a1" }]);
    expect([state.continues, leftS(state, 0)]).toEqual(["a1", 60]);
  });
});

describe("going on after a reload", () => {
  it("gives an answer the time that was left, and continues its take", () => {
    const kept = enterLobby(conditions, { index: 1, continues: "a1", leftS: 42 });
    const state = step(kept, { name: "begin", nowMs: 1000, at: "answering" });
    expect([state.phase, state.index, state.continues, leftS(state, 1000)]).toEqual(["answering", 1, "a1", 42]);
  });

  it("asks the question again when it was cut off while being asked", () => {
    expect(step(lobby, { name: "begin", nowMs: 0, at: "asking" }).phase).toBe("asking");
  });
});

describe("time to think and to answer", () => {
  const others: RoomEvent[] = [
    { name: "asked", nowMs: 15_000 },
    { name: "saved", isEmpty: true, mayFollow: false },
    { name: "next" },
    { name: "retake" },
    { name: "begin", nowMs: 15_000, at: "asking" },
  ];

  it("is never cut short: nothing but the candidate or the clock ends it", () => {
    for (const place of [after(toAnswering.slice(0, 2)), after(toAnswering)]) {
      for (const event of others) expect(step(place, event)).toBe(place);
    }
  });

  it("runs on in silence until it is over", () => {
    const answering = after(toAnswering);
    expect(leftS(answering, 15_000 + 89_000)).toBe(1);
    expect(answering.phase).toBe("answering");
  });
});

describe("a follow-up question", () => {
  const followedUp: RoomEvent[] = [...toAnswering, { name: "finish_answer" }, { name: "saved", isEmpty: false, mayFollow: true }];

  it("comes right after the answer, one number further, and makes the interview longer", () => {
    const state = after([...followedUp, { name: "followed", index: 1, count: 4 }]);
    expect(state).toMatchObject({ phase: "asking", index: 1, count: 4, hasAnswer: false });
  });

  it("leaves the answer as it is when there is nothing more to ask, or when it is skipped", () => {
    expect(after(followedUp)).toMatchObject({ phase: "following", hasAnswer: true });
    expect(after([...followedUp, { name: "followed", index: null, count: 3 }])).toMatchObject({ phase: "answered", index: 0, hasAnswer: true });
    expect(after([...followedUp, { name: "skip" }])).toMatchObject({ phase: "answered", index: 0, hasAnswer: true });
  });

  it("is not taken up once the candidate has gone on without it", () => {
    const late: RoomEvent = { name: "followed", index: 1, count: 4 };
    expect(after([...followedUp, { name: "skip" }, late])).toMatchObject({ phase: "answered", index: 0 });
  });
});
