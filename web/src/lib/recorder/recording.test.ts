// @vitest-environment node
import { describe, expect, it, vi } from "vitest";

import { chooseMime } from "./mime";
import { MemoryPieces } from "./pieces";
import { Recording, type MakeRecorder } from "./recording";
import { aTake, HandRecorder, textOf } from "./testing";

vi.stubGlobal("navigator", { hardwareConcurrency: 2 });

const silence = {} as MediaStream;

async function startByHand(events = {}) {
  const store = new MemoryPieces();
  const hand = new HandRecorder();
  const make = (() => hand) as unknown as MakeRecorder;
  const recording = await Recording.start(aTake("a1"), silence, store, events, make);
  return { store, hand, recording };
}

async function contentOf(store: MemoryPieces): Promise<string> {
  const numbers = await store.pending("a1");
  const pieces = await Promise.all(numbers.map((number) => store.piece("a1", number)));
  return pieces.map((piece) => (piece ? textOf(piece.bytes) : "?")).join("");
}

describe("a recording", () => {
  it("keeps every piece in the order of delivery, the last one included", async () => {
    const { store, hand, recording } = await startByHand();
    hand.deliver("piece one, ");
    hand.deliver("piece two, ");
    await recording.stop({ responseDelayS: 0.4 });
    expect(await contentOf(store)).toBe("piece one, piece two, end.");
    expect(await store.take("a1")).toMatchObject({ state: "finished", pieces: 3, facts: { responseDelayS: 0.4 } });
  });

  it("joins a first piece of a single byte with the next one", async () => {
    const { store, hand, recording } = await startByHand();
    hand.deliver("p");
    hand.deliver("iece one, ");
    hand.deliver("piece two, ");
    await recording.stop({ responseDelayS: null });
    expect(await contentOf(store)).toBe("piece one, piece two, end.");
    expect(textOf((await store.piece("a1", 0))?.bytes ?? new ArrayBuffer())).toBe("piece one, ");
  });

  it("does not number empty pieces", async () => {
    const { store, hand, recording } = await startByHand();
    hand.deliver("");
    hand.deliver("piece one, ");
    await recording.stop({ responseDelayS: null });
    expect(await store.pending("a1")).toEqual([0, 1]);
  });

  it("tells when it stopped unasked, and still closes the take with what it has", async () => {
    let lost = 0;
    const { store, hand, recording } = await startByHand({ onLost: () => (lost += 1) });
    hand.deliver("piece one, ");
    hand.stop();
    await recording.stop({ responseDelayS: null });
    expect(lost).toBe(1);
    expect(await contentOf(store)).toBe("piece one, end.");
  });

  it("leaves no empty take behind when the encoder refuses", async () => {
    const store = new MemoryPieces();
    const refuse: MakeRecorder = () => {
      throw new DOMException("no encoder", "NotSupportedError");
    };
    await expect(Recording.start(aTake("a1"), silence, store, {}, refuse)).rejects.toThrow("no encoder");
    expect(await store.takes()).toEqual([]);
  });
});

describe("the recording format", () => {
  it.each([
    ["Chromium", (mime: string) => mime.includes("webm"), "video/webm;codecs=vp8,opus"],
    ["Safari", (mime: string) => mime.includes("mp4"), "video/mp4;codecs=avc1.42E01E,mp4a.40.2"],
    ["a browser that names no codecs", (mime: string) => mime === "video/mp4", "video/mp4"],
  ])("suits %s", (_name, isSupported, expected) => {
    expect(chooseMime(true, isSupported)).toBe(expected);
  });

  it("is null when the browser records nothing", () => {
    expect(chooseMime(true, () => false)).toBeNull();
  });

  it("has no picture for an answer by voice alone", () => {
    expect(chooseMime(false, () => true)).toBe("audio/webm;codecs=opus");
  });
});
