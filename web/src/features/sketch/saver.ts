import { ApiError } from "@/client/call";

import { Follower } from "./follower";

export type SavingState = "new" | "waiting" | "saving" | "saved" | "failed" | "elsewhere";

interface Kept {
  id: string;
  revision: number;
}

export interface Store<Content> {
  begin: (content: Content | null) => Promise<Kept>;
  save: (id: string, revision: number, content: Content) => Promise<Kept>;
}

/** Hears how it stands, and the drawing's id as soon as it has one. */
type Told = (state: SavingState, id: string | null) => void;

const restMs = 1000;
/** Somebody who never rests is saved as often as this. */
const mostMs = 4000;
const againMs = 5000;

/**
 * Saves what is drawn a second after the last change, and every few seconds of drawing without a rest. It begins the
 * drawing on the server at the first change, so that what is saved on leaving needs one request, and tries again when it can't. It never saves over what another window saved.
 */
export class Saver<Content> {
  private readonly store: Store<Content>;
  private readonly told: Told;
  private readonly follower: Follower<Content>;
  private kept: Kept | null;
  private beginning: Promise<Kept> | null = null;
  private content: Content | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waitingSince: number | null = null;
  private isOver = false;

  constructor(store: Store<Content>, told: Told, kept: Kept | null) {
    this.store = store;
    this.told = told;
    this.kept = kept;
    this.follower = new Follower({ onDone: (saved) => this.onSaved(saved), onFailed: (error) => this.onFailed(error) });
  }

  change(content: Content): void {
    this.content = content;
    if (this.isOver) return;
    if (!this.kept) this.ensure().catch(() => undefined); // saving tries again, and tells
    this.tell("waiting");
    this.waitingSince ??= Date.now();
    this.later(Math.max(0, Math.min(restMs, this.waitingSince + mostMs - Date.now())));
  }

  /** What waits is saved now: the page may be about to go. */
  flush(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.saveNow();
  }

  /** The drawing's id on the server, where it is begun if it isn't there yet. */
  async ensure(): Promise<string> {
    if (this.kept) return this.kept.id;
    this.beginning ??= this.store.begin(this.content).finally(() => (this.beginning = null));
    const begun = await this.beginning;
    this.keep(begun);
    return begun.id;
  }

  private keep(begun: Kept): void {
    if (this.kept) return; // two waited for the same beginning
    this.kept = begun;
    this.tell(this.timer === undefined ? "saved" : "waiting");
  }

  private async save(): Promise<Content> {
    const content = this.content as Content;
    const id = await this.ensure();
    this.tell("saving");
    this.kept = await this.store.save(id, this.kept?.revision ?? 0, content);
    return content;
  }

  private onSaved(content: Content): void {
    this.tell(content === this.content ? "saved" : "waiting");
  }

  private onFailed(error: unknown): void {
    this.isOver = error instanceof ApiError && error.code === "changed_elsewhere";
    this.tell(this.isOver ? "elsewhere" : "failed");
    if (!this.isOver) this.later(againMs);
  }

  private tell(state: SavingState): void {
    this.told(state, this.kept?.id ?? null);
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.saveNow(), ms);
  }

  private saveNow(): void {
    this.timer = undefined;
    this.waitingSince = null;
    this.follower.poke(() => this.save());
  }
}
