/** One answer being recorded: the take, its lock, and what is noticed meanwhile. Free of React. */
import { openLevelMeter } from "@/lib/media/level";
import { Onset } from "@/lib/media/onset";
import { holdAlive } from "@/lib/recorder/alive";
import { chooseMime } from "@/lib/recorder/mime";
import type { Kept } from "@/lib/recorder/pieces";
import { Recording } from "@/lib/recorder/recording";
import { noFacts, type LocalTake } from "@/lib/recorder/take";
import { recordings, type RecordingService } from "@/lib/upload/service";

export interface AnswerPlace {
  interviewId: string;
  questionIndex: number;
  owner: string;
  /** Local or server name of the take that this one goes on from. */
  continues: string | null;
}

export interface AnswerEvents {
  onKept: (kept: Kept) => void;
  onLost: () => void;
}

const listenMs = 50;

export class Answering {
  private delayS: number | null = null;
  private readonly unwatch: (() => void)[] = [];

  private constructor(
    private readonly recording: Recording,
    private readonly service: RecordingService,
    private readonly letGo: () => void,
  ) {}

  /** Rejects when this browser cannot record the stream; nothing is left behind then. */
  static async start(stream: MediaStream, place: AnswerPlace, events: AnswerEvents): Promise<Answering> {
    const service = await recordings();
    const take = newTake(stream, place);
    const letGo = await holdAlive(take.key);
    const onPiece = (_number: number, kept: Kept): void => {
      events.onKept(kept);
      service.uploader.wake();
    };
    try {
      const recording = await Recording.start(take, stream, service.store, { onPiece, onLost: events.onLost });
      const answering = new Answering(recording, service, letGo);
      answering.watch(stream, place.continues === null);
      return answering;
    } catch (error) {
      letGo();
      throw error;
    }
  }

  get key(): string {
    return this.recording.take.key;
  }

  pause(): void {
    this.recording.pause();
  }

  goOn(): void {
    this.recording.goOn();
  }

  markLost(): void {
    this.recording.mark("device_lost");
  }

  /** Resolves when every piece is kept on this device; sending them goes on by itself. */
  async stop(): Promise<void> {
    for (const end of this.unwatch) end();
    await this.recording.stop({ responseDelayS: this.delayS });
    this.letGo();
    this.service.uploader.wake();
  }

  private watch(stream: MediaStream, isFirst: boolean): void {
    const look = (): void => this.recording.mark(document.hidden ? "page_hidden" : "page_shown");
    document.addEventListener("visibilitychange", look);
    this.unwatch.push(() => document.removeEventListener("visibilitychange", look));
    if (isFirst && stream.getAudioTracks().length > 0) this.listenForFirstWord(stream);
  }

  private listenForFirstWord(stream: MediaStream): void {
    const meter = openLevelMeter(stream);
    const onset = new Onset();
    const timer = setInterval(() => {
      this.delayS = onset.hear(meter.read().rmsDbfs, this.recording.secondsRunning);
    }, listenMs);
    this.unwatch.push(() => {
      clearInterval(timer);
      meter.close();
    });
  }
}

function newTake(stream: MediaStream, place: AnswerPlace): LocalTake {
  const video = stream.getVideoTracks().length > 0;
  const mime = chooseMime(video);
  if (mime === null) throw new DOMException("no recording format", "NotSupportedError");
  return {
    ...place,
    key: crypto.randomUUID(),
    takeId: null,
    mime,
    video,
    startedAt: new Date().toISOString(),
    state: "recording",
    pieces: 0,
    facts: noFacts,
    problem: null,
  };
}
