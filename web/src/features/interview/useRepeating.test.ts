// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { expect, it, vi } from "vitest";

import type { Interview } from "./api";
import type { ClipShelf } from "./clips";
import { enterLobby, step, type RoomState } from "./phase";
import { Table, type Seated } from "./table";
import { useRepeating } from "./useRepeating";

const lobby = enterLobby({ count: 1, thinkingS: 5, answerS: 60 }, { index: 0, continues: null, leftS: null });
const thinking = step(lobby, { name: "begin", nowMs: 0, at: "thinking" });
const answering = step(lobby, { name: "begin", nowMs: 0, at: "answering" });
const asking = step(lobby, { name: "begin", nowMs: 0, at: "asking" });
const interview = { seats: [{ gone: false }], questions: [{ index: 0, seat: 0, clip: { state: "ready", url: "/clip" } }] } as unknown as Interview;
const clips = { take: (url: string) => Promise.resolve(`whole ${url}`) } as unknown as ClipShelf;

function open(state: RoomState, isTyped = false) {
  const stage = { said: [] as string[], listens: 0 };
  const table = new Table();
  const seated: Partial<Seated> = {
    look: () => Promise.resolve(),
    ask: (url) => {
      stage.said.push(url);
      return new Promise(() => undefined); // it speaks until it is told to listen
    },
    listen: () => {
      stage.listens += 1;
      return Promise.resolve();
    },
  };
  table.seat(0, seated as Seated);
  const hook = renderHook((now: RoomState) => useRepeating(interview, now, isTyped, table, clips), { initialProps: state });
  return { stage, hook };
}

it("says the question again in the time to think, and falls silent when the answer begins", async () => {
  const { stage, hook } = open(thinking);
  hook.result.current?.();
  hook.result.current?.(); // pressed twice, said once
  await vi.waitFor(() => expect(stage.said).toEqual(["whole /clip"]));
  expect(stage.listens).toBe(0);
  hook.rerender(answering);
  expect(stage.listens).toBe(1);
});

it("never speaks into an answer that is recorded, but does while one is written", () => {
  expect(open(answering).hook.result.current).toBeNull();
  expect(open(asking).hook.result.current).toBeNull();
  expect(open(answering, true).hook.result.current).not.toBeNull();
});
