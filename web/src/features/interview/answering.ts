/** One answer being recorded: the take, its lock, and what is noticed meanwhile. Free of React. */
import { countPictures, lostTooMany, type PictureCount } from "@/lib/media/picture";
import { holdAlive } from "@/lib/recorder/alive";
import { chooseMime } from "@/lib/recorder/mime";
import type { Kept } from "@/lib/recorder/pieces";
import { Recording } from "@/lib/recorder/recording";
import { noFacts, type LocalTake } from "@/lib/recorder/take";
import { recordings, type RecordingService } from "@/lib/upload/service";

export interface AnswerPlace {
  interviewId: string;
  questionIndex: number;
  questionId: string | null;
  owner: string;
  /** Local or server name of the take that this one goes on from. */
  continues: string | null;
  /** When it became the candidate's turn, in milliseconds since 1970; null when this answer began earlier. */
  turnMs: number | null;
}

export interface AnswerEvents {
  onKept: (kept: Kept) => void;
  onLost: () => void;
}

export class Answering {
  private unwatch: () => void = () => undefined;

  private constructor(
    private readonly recording: Recording,
    private readonly service: RecordingService,
    private readonly letGo: () => void,
    /** How much later than the candidate's turn the recording began. */
    private readonly delayS: number | null,
    private readonly stream: MediaStream,
    private readonly before: PictureCount | null,
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
      const delayS = place.turnMs === null ? null : Math.max(0, (Date.parse(take.startedAt) - place.turnMs) / 1000);
      const answering = new Answering(recording, service, letGo, delayS, stream, countPictures(stream));
      answering.watch();
      return answering;
    } catch (error) {
      letGo();
      throw error;
    }
  }

  get key(): string {
    return this.recording.take.key;
  }

  get isEmpty(): boolean {
    return this.recording.isEmpty;
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

  /**
   * Resolves when every piece is kept on this device; sending them goes on by itself.
   *
   * True when the machine was too busy to record the picture properly.
   */
  async stop(): Promise<boolean> {
    const isTooBusy = lostTooMany(this.before, countPictures(this.stream));
    this.unwatch();
    await this.recording.stop({ responseDelayS: this.delayS });
    this.letGo();
    this.service.uploader.wake();
    return isTooBusy;
  }

  private watch(): void {
    const look = (): void => this.recording.mark(document.hidden ? "page_hidden" : "page_shown");
    document.addEventListener("visibilitychange", look);
    this.unwatch = () => document.removeEventListener("visibilitychange", look);
  }
}

function newTake(stream: MediaStream, { interviewId, questionIndex, questionId, owner, continues }: AnswerPlace): LocalTake {
  const video = stream.getVideoTracks().length > 0;
  const mime = chooseMime(video);
  if (mime === null) throw new DOMException("no recording format", "NotSupportedError");
  return {
    interviewId,
    questionIndex,
    questionId,
    owner,
    continues,
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
