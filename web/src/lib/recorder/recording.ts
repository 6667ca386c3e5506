/**
 * One running MediaRecorder whose pieces reach the store in order, each before anything else may happen to it.
 *
 * MediaRecorder delivers a piece every `pieceMs` milliseconds. A crash costs at most the piece that was not delivered yet.
 */
import { presentSize } from "../media/picture";

import type { Kept, PieceStore } from "./pieces";
import type { LocalTake, TakeFacts, TakeMark } from "./take";

export const pieceMs = 2000;

/** Fewer bytes don't tell what they begin. Chromium's first piece is a single byte when its encoder starts late. */
const leastBytes = 8;

export interface RecordingEvents {
  onPiece?: (number: number, kept: Kept) => void;
  /** The recorder stopped without being asked: a device was unplugged or taken, or the encoder failed. */
  onLost?: () => void;
}

export type MakeRecorder = (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;

const makeRecorder: MakeRecorder = (stream, options) => new MediaRecorder(stream, options);

export class Recording {
  private number = 0;
  private held = new Blob();
  private written: Promise<void> = Promise.resolve();
  private asked = false;
  private readonly stopped: Promise<void>;
  private readonly marks: TakeMark[] = [];
  private readonly startedMs = performance.now();

  private constructor(
    readonly take: LocalTake,
    private readonly store: PieceStore,
    private readonly recorder: MediaRecorder,
    private readonly events: RecordingEvents,
  ) {
    recorder.ondataavailable = (event) => {
      this.keep(event.data);
    };
    this.stopped = new Promise((resolve) => {
      recorder.onstop = () => {
        resolve();
        if (!this.asked) this.events.onLost?.();
      };
    });
  }

  /** Registers the take, then starts. Rejects when the encoder refuses the stream; then nothing is left behind. */
  static async start(
    take: LocalTake,
    stream: MediaStream,
    store: PieceStore,
    events: RecordingEvents = {},
    make: MakeRecorder = makeRecorder,
  ): Promise<Recording> {
    await store.addTake(take);
    try {
      const recorder = make(stream, recorderOptions(take));
      const recording = new Recording(take, store, recorder, events);
      recorder.start(pieceMs);
      return recording;
    } catch (error) {
      await store.removeTake(take.key);
      throw error;
    }
  }

  get secondsRunning(): number {
    return (performance.now() - this.startedMs) / 1000;
  }

  /** Nothing has been kept so far. */
  get isEmpty(): boolean {
    return this.number === 0;
  }

  mark(kind: TakeMark["kind"]): void {
    this.marks.push({ kind, atS: this.secondsRunning });
  }

  pause(): void {
    if (this.recorder.state !== "recording") return;
    this.recorder.pause();
    this.mark("paused");
  }

  goOn(): void {
    if (this.recorder.state !== "paused") return;
    this.recorder.resume();
    this.mark("resumed");
  }

  /** Resolves when the last piece is kept and the take is closed with its right count. */
  async stop(facts: Pick<TakeFacts, "responseDelayS">): Promise<void> {
    this.asked = true;
    if (this.recorder.state !== "inactive") this.recorder.stop();
    await this.stopped;
    if (this.held.size > 0) this.writeHeld();
    await this.written;
    await this.store.finishTake(this.take.key, { ...facts, marks: this.marks });
  }

  /** A piece too small to stand alone waits for the next one. */
  private keep(blob: Blob): void {
    this.held = new Blob([this.held, blob]);
    if (this.held.size >= leastBytes) this.writeHeld();
  }

  private writeHeld(): void {
    const blob = this.held;
    const number = this.number;
    this.held = new Blob();
    this.number += 1;
    this.written = this.written.then(async () => {
      const kept = await this.store.put(this.take.key, number, await blob.arrayBuffer());
      this.events.onPiece?.(number, kept);
    });
  }
}

function recorderOptions(take: LocalTake): MediaRecorderOptions {
  const audio = { mimeType: take.mime, audioBitsPerSecond: 96_000 };
  return take.video ? { ...audio, videoBitsPerSecond: presentSize().bitsPerSecond } : audio;
}
