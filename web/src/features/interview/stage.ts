/**
 * One interviewer on screen: three stacked videos of which one is seen.
 *
 * Two play the listening loop in turn, so that its end meets its beginning without the short stop that `loop` has; the
 * third plays the question. A layer becomes visible only with its first decoded frame, over the one before it, so
 * nothing ever flashes. Free of React.
 *
 * On a panel one also listens to the side. Such a clip begins with the turn there and ends with the turn back, and what
 * lies between them is the loop.
 */

/** Long enough to hide a small difference of pose between question and loop, short enough not to be noticed. */
const fadeMs = 160;
/** The other copy of the loop starts this much before the end; both show the same pose there. */
const overlapS = 0.12;
/** The turn at the beginning and at the end of a clip that looks to the side (`studio.talk.TURN_S`). */
export const turnS = 0.8;

/** Nobody draws the frames of a window that is covered; then it goes on without them. */
const patienceMs = 1500;

export type Aside = "left" | "right";
export type Direction = "ahead" | Aside;

export interface FrameCount {
  total: number;
  dropped: number;
}

export class Stage {
  private front: HTMLVideoElement | null = null;
  private ended = false;
  private counted: FrameCount = { total: 0, dropped: 0 };
  private readonly urls: Record<Direction, string | null>;
  private readonly shows = new Map<HTMLVideoElement, Direction>();
  /** Where the loop in front looks, and where it shall look. */
  private looks: Direction = "ahead";
  private wanted: Direction = "ahead";
  /** One move after the other: a turn takes a moment. */
  private moves: Promise<void> = Promise.resolve();

  constructor(
    private readonly loops: readonly [HTMLVideoElement, HTMLVideoElement],
    private readonly clip: HTMLVideoElement,
    listeningUrl: string,
  ) {
    this.urls = { ahead: listeningUrl, left: null, right: null };
    for (const loop of loops) {
      loop.muted = true;
      this.load(loop, "ahead");
    }
  }

  /** From now on this seat can look aside. */
  offer(side: Aside, url: string): void {
    this.urls[side] = url;
  }

  /** Plays the loop until `ask`. Safe to call again while it plays. */
  listen(): Promise<void> {
    return this.then(async () => {
      if (this.ended || (this.front !== null && this.front !== this.clip)) return;
      this.clip.pause();
      this.looks = "ahead";
      await this.turnTo(this.hidden(), "ahead", 0, fadeMs);
      await this.move(); // where it was told to look while it spoke
    });
  }

  /** Listens to the side, or ahead again; stays as it is where it can't look. */
  look(to: Direction): Promise<void> {
    this.wanted = this.urls[to] === null ? "ahead" : to;
    return this.then(() => this.move());
  }

  get direction(): Direction {
    return this.looks;
  }

  /** Plays a question with its voice; resolves when it ended. Rejects when the browser refuses to play it. */
  async ask(url: string): Promise<void> {
    this.wanted = "ahead";
    await this.moves;
    if (this.looks !== "ahead") await this.turnBack();
    this.show(this.clip, url);
    const over = new Promise<void>((resolve, reject) => {
      this.clip.onended = () => resolve();
      this.clip.onerror = () => reject(new Error("the question could not be played"));
    });
    over.catch(() => undefined); // reported by whichever of the two below comes first
    await Promise.race([this.turnTo(this.clip, "ahead", 0, fadeMs), over]);
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
    const counts = [...this.loops, this.clip].map(countOf);
    return {
      total: counts.reduce((sum, count) => sum + count.total, this.counted.total),
      dropped: counts.reduce((sum, count) => sum + count.dropped, this.counted.dropped),
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

  private then(move: () => Promise<void>): Promise<void> {
    this.moves = this.moves.then(move).catch(() => undefined);
    return this.moves;
  }

  private async move(): Promise<void> {
    const to = this.wanted;
    if (to === this.looks || this.isSpeaking()) return;
    if (this.looks !== "ahead") await this.turnBack();
    if (this.isSpeaking()) return;
    this.looks = to;
    await this.turnTo(this.hidden(), to, 0, fadeMs);
  }

  /** Plays the turn back to the front; the loop ahead begins with the pose in which it ends. */
  private async turnBack(): Promise<void> {
    const layer = this.hidden();
    const from = Math.max(0, this.lengthS() - turnS);
    await this.turnTo(layer, this.looks, from, fadeMs);
    await endOf(layer);
    this.looks = "ahead";
  }

  /** Or will never speak again. */
  private isSpeaking(): boolean {
    return this.ended || this.front === this.clip;
  }

  private lengthS(): number {
    const { duration } = this.front ?? this.loops[0];
    return Number.isFinite(duration) ? duration : 0;
  }

  private hidden(): HTMLVideoElement {
    return this.front === this.loops[0] ? this.loops[1] : this.loops[0];
  }

  private load(video: HTMLVideoElement, direction: Direction): void {
    const url = this.urls[direction];
    if (this.shows.get(video) === direction || url === null) return;
    this.show(video, url);
    this.shows.set(video, direction);
  }

  private show(video: HTMLVideoElement, url: string): void {
    const { total, dropped } = countOf(video); // of what it showed before: a new source counts from 0
    this.counted = { total: this.counted.total + total, dropped: this.counted.dropped + dropped };
    video.src = url;
  }

  private async turnTo(video: HTMLVideoElement, direction: Direction, fromS: number, fade: number): Promise<void> {
    if (video !== this.clip) this.load(video, direction);
    video.onended = video === this.clip ? video.onended : null;
    video.currentTime = fromS;
    const seen = frameFrom(video, fromS);
    await video.play();
    await seen;
    if (this.ended) return;
    const before = this.front;
    this.front = video;
    raise(video, before, fade);
    if (before !== null && before !== video) setTimeout(() => this.lower(before), fade + 40);
    if (video !== this.clip) this.watchForEnd(video, direction);
  }

  private lower(video: HTMLVideoElement): void {
    if (video === this.front) return;
    video.style.transition = "none";
    video.style.opacity = "0";
    if (video !== this.clip) video.pause();
  }

  private watchForEnd(video: HTMLVideoElement, direction: Direction): void {
    const other = video === this.loops[0] ? this.loops[1] : this.loops[0];
    const margin = direction === "ahead" ? 0 : turnS;
    if (typeof video.requestVideoFrameCallback !== "function") {
      video.loop = true;
      return;
    }
    const again = (): void => {
      if (!this.ended && this.front === video && this.looks === direction) void this.turnTo(other, direction, margin, 0).catch(() => undefined);
    };
    const look = (_now: number, frame: VideoFrameCallbackMetadata): void => {
      if (this.ended || this.front !== video || this.looks !== direction) return;
      if (frame.mediaTime > video.duration - margin) return; // it is turning back
      if (video.duration - margin - frame.mediaTime > overlapS) video.requestVideoFrameCallback(look);
      else again();
    };
    video.requestVideoFrameCallback(look);
    if (direction === "ahead") video.onended = again;
  }
}

function countOf(video: HTMLVideoElement): FrameCount {
  const { totalVideoFrames: total, droppedVideoFrames: dropped } = video.getVideoPlaybackQuality();
  return { total, dropped };
}

/** Resolves with the first frame at or after a place; a frame of an earlier place may still be shown before it. */
function frameFrom(video: HTMLVideoElement, fromS: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, patienceMs);
    if (typeof video.requestVideoFrameCallback !== "function") {
      video.addEventListener("playing", () => resolve(), { once: true });
      return;
    }
    const look = (_now: number, frame: VideoFrameCallbackMetadata): void => {
      if (frame.mediaTime >= fromS - 0.05 && frame.mediaTime <= fromS + 1) resolve();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
}

function endOf(video: HTMLVideoElement): Promise<void> {
  if (video.ended) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, turnS * 1000 + patienceMs);
    video.addEventListener("ended", () => resolve(), { once: true });
    video.addEventListener("error", () => resolve(), { once: true });
  });
}

/** The new layer fades in on top while the old one stays opaque below: the sum is never darker than either. */
function raise(video: HTMLVideoElement, before: HTMLVideoElement | null, fade: number): void {
  if (before !== null && before !== video) before.style.zIndex = "1";
  video.style.zIndex = "2";
  video.style.transition = fade > 0 ? `opacity ${fade}ms linear` : "none";
  video.style.opacity = "1";
}
