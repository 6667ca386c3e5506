/**
 * The interviewer on screen: three stacked videos of which one is seen.
 *
 * Two play the listening loop in turn, so that its end meets its beginning without the short stop that `loop` has; the
 * third plays the question. A layer becomes visible only with its first decoded frame, over the one before it, so
 * nothing ever flashes. Free of React.
 */

/** Long enough to hide a small difference of pose between question and loop, short enough not to be noticed. */
const fadeMs = 160;
/** The other copy of the loop starts this much before the end; both show the same pose there. */
const overlapS = 0.12;

export interface FrameCount {
  total: number;
  dropped: number;
}

export class Stage {
  private front: HTMLVideoElement | null = null;
  private ended = false;

  constructor(
    private readonly loops: readonly [HTMLVideoElement, HTMLVideoElement],
    private readonly clip: HTMLVideoElement,
    listeningUrl: string,
  ) {
    for (const loop of loops) {
      loop.muted = true;
      loop.src = listeningUrl;
    }
  }

  /** Plays the loop until `ask`. Safe to call again while it plays. */
  async listen(): Promise<void> {
    if (this.front !== null && this.front !== this.clip) return;
    this.clip.pause();
    await this.turnTo(this.loops[0], fadeMs);
  }

  /** Plays a question with its voice; resolves when it ended. Rejects when the browser refuses to play it. */
  async ask(url: string): Promise<void> {
    this.clip.src = url;
    const over = new Promise<void>((resolve, reject) => {
      this.clip.onended = () => resolve();
      this.clip.onerror = () => reject(new Error("the question could not be played"));
    });
    over.catch(() => undefined); // reported by whichever of the two below comes first
    await Promise.race([this.turnTo(this.clip, fadeMs), over]);
    for (const loop of this.loops) loop.pause();
    return over;
  }

  pause(): void {
    this.front?.pause();
  }

  goOn(): void {
    void this.front?.play().catch(() => undefined);
  }

  get clipTimeS(): number {
    return this.clip.currentTime;
  }

  frames(): FrameCount {
    const counts = [...this.loops, this.clip].map((video) => video.getVideoPlaybackQuality());
    return {
      total: counts.reduce((sum, count) => sum + count.totalVideoFrames, 0),
      dropped: counts.reduce((sum, count) => sum + count.droppedVideoFrames, 0),
    };
  }

  close(): void {
    this.ended = true;
    for (const video of [...this.loops, this.clip]) {
      video.pause();
      video.removeAttribute("src");
      video.load();
    }
  }

  private async turnTo(video: HTMLVideoElement, fade: number): Promise<void> {
    video.currentTime = 0;
    const seen = firstFrame(video);
    await video.play();
    await seen;
    if (this.ended) return;
    const before = this.front;
    this.front = video;
    raise(video, before, fade);
    if (before !== null && before !== video) setTimeout(() => this.lower(before), fade + 40);
    if (video !== this.clip) this.watchForEnd(video);
  }

  private lower(video: HTMLVideoElement): void {
    if (video === this.front) return;
    video.style.transition = "none";
    video.style.opacity = "0";
    if (video !== this.clip) video.pause();
  }

  private watchForEnd(video: HTMLVideoElement): void {
    const other = video === this.loops[0] ? this.loops[1] : this.loops[0];
    if (typeof video.requestVideoFrameCallback !== "function") {
      video.loop = true;
      return;
    }
    const look = (_now: number, frame: VideoFrameCallbackMetadata): void => {
      if (this.ended || this.front !== video) return;
      if (video.duration - frame.mediaTime > overlapS) video.requestVideoFrameCallback(look);
      else void this.turnTo(other, 0).catch(() => undefined);
    };
    video.requestVideoFrameCallback(look);
    video.onended = () => {
      if (!this.ended && this.front === video) void this.turnTo(other, 0).catch(() => undefined);
    };
  }
}

function firstFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    if (typeof video.requestVideoFrameCallback === "function") video.requestVideoFrameCallback(() => resolve());
    else video.addEventListener("playing", () => resolve(), { once: true });
  });
}

/** The new layer fades in on top while the old one stays opaque below: the sum is never darker than either. */
function raise(video: HTMLVideoElement, before: HTMLVideoElement | null, fade: number): void {
  if (before !== null && before !== video) before.style.zIndex = "1";
  video.style.zIndex = "2";
  video.style.transition = fade > 0 ? `opacity ${fade}ms linear` : "none";
  video.style.opacity = "1";
}
