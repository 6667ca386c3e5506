import type { FromObserver, ToObserver } from "./observer.worker";
import type { Seen } from "./seen";

/** Pictures are this wide: the models scale down to about half of it themselves. */
const widthPx = 480;
/** Of one core; the recording and the interviewer need the rest. */
export const mostShare = 0.25;
const leastIntervalMs = 400;

export interface ObserverEvents {
  onSeen: (seen: Seen) => void;
  /** Share of one core that watching takes now, 0–1. */
  onShare: (share: number) => void;
  onFailed: () => void;
}

/** How long to wait from one picture to the next, so that looking takes no more than its share. */
export function intervalFor(costMs: number): number {
  return Math.max(leastIntervalMs, costMs / mostShare);
}

/**
 * Watches a camera in a worker of its own: pictures go to it and nowhere else, and only numbers come back.
 */
export class Observer {
  private readonly worker: Worker;
  private readonly video = document.createElement("video");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private costMs: number | null = null;
  private isReady = false;
  private isWarm = false;
  private isLooking = true;
  private isClosed = false;

  constructor(
    stream: MediaStream,
    private readonly events: ObserverEvents,
  ) {
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.srcObject = stream;
    void this.video.play().catch(() => undefined); // it starts with the first picture
    this.worker = new Worker(new URL("./observer.worker.ts", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", (event: MessageEvent<FromObserver>) => this.hear(event.data));
    this.worker.addEventListener("error", () => this.fail());
  }

  /** Pictures are looked at while this is on; off, it costs nothing and is ready at once. */
  look(isOn: boolean): void {
    const starts = isOn && !this.isLooking;
    this.isLooking = isOn;
    if (starts && this.isReady && this.timer === undefined) void this.take();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.worker.terminate();
    this.video.srcObject = null;
  }

  private hear(message: FromObserver): void {
    if (this.isClosed) return;
    if (message.name === "failed") return this.fail();
    if (message.name === "seen") {
      this.note(message.costMs);
      this.events.onSeen(message.seen);
      this.takeAfter(intervalFor(message.costMs) - message.costMs);
      return;
    }
    this.isReady = true;
    void this.take();
  }

  /** The first picture isn't counted: the models are made ready with it. */
  private note(costMs: number): void {
    if (this.isWarm) {
      this.costMs = this.costMs === null ? costMs : 0.8 * this.costMs + 0.2 * costMs;
      this.events.onShare(this.costMs / intervalFor(this.costMs));
    }
    this.isWarm = true;
  }

  private takeAfter(ms: number): void {
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.take();
    }, ms);
  }

  private async take(): Promise<void> {
    if (this.isClosed || !this.isLooking) return;
    try {
      const picture = await createImageBitmap(this.video, { resizeWidth: widthPx, resizeQuality: "low" });
      const asked: ToObserver = { picture, atMs: performance.now() };
      this.worker.postMessage(asked, [picture]);
    } catch {
      this.takeAfter(leastIntervalMs); // no picture yet, or the camera is being changed
    }
  }

  private fail(): void {
    this.close();
    this.events.onFailed();
  }
}
