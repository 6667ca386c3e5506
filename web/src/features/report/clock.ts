import { useSyncExternalStore } from "react";

type Listener = () => void;

/** The one time that replay, timeline and readouts share. Runs on the video's own frames while it plays. */
export class ReplayClock {
  time = 0;
  playing = false;
  private media: HTMLMediaElement | null = null;
  private readonly listeners = new Set<Listener>();
  private frame = 0;
  private wanted: { time: number; play: boolean } | null = null;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Connects a player. Returns how to let go of it. */
  attach(media: HTMLMediaElement): () => void {
    this.media = media;
    const read = (): void => this.read();
    const start = (): void => this.run();
    const names = ["seeking", "seeked", "pause", "ended", "timeupdate"] as const;
    for (const name of names) media.addEventListener(name, read);
    media.addEventListener("play", start);
    if (this.wanted) this.seek(this.wanted.time, this.wanted.play);
    return () => {
      for (const name of names) media.removeEventListener(name, read);
      media.removeEventListener("play", start);
      cancelAnimationFrame(this.frame);
      this.media = null;
    };
  }

  /** Goes to a time; before a player is there, the wish is kept for it. */
  seek(time: number, play = false): void {
    this.time = Math.max(0, time);
    if (this.media) {
      this.wanted = null;
      this.media.currentTime = this.time;
      // A browser may refuse to play with sound by itself: the picture then stands at the moment.
      if (play) void this.media.play().catch(() => undefined);
    } else {
      this.wanted = { time: this.time, play };
    }
    this.tell();
  }

  toggle(): void {
    if (!this.media) return;
    if (this.media.paused) void this.media.play().catch(() => undefined);
    else this.media.pause();
  }

  private run(): void {
    this.read();
    cancelAnimationFrame(this.frame);
    if (this.media && !this.media.paused) this.frame = requestAnimationFrame(() => this.run());
  }

  private read(): void {
    if (!this.media) return;
    this.time = this.media.currentTime;
    this.playing = !this.media.paused;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The clock's time in steps of `stepS`, so that slow readers redraw seldom. */
export function useClockTime(clock: ReplayClock, stepS: number): number {
  return useSyncExternalStore(clock.subscribe, () => Math.round(clock.time / stepS) * stepS);
}

export function usePlaying(clock: ReplayClock): boolean {
  return useSyncExternalStore(clock.subscribe, () => clock.playing);
}
