import { ApiError } from "@/client/call";

/** "elsewhere": another window saved in between; nothing is sent until the writer decides. */
export type SavingState = "saved" | "waiting" | "saving" | "failed" | "elsewhere";

/** Where what is written lies until the server has it. */
export interface Shelf<Content> {
  put: (content: Content, revision: number) => void;
  clear: () => void;
}

const restMs = 800;
const againMs = 4000;

/**
 * Saves a moment after the last change, one request at a time, and tries again when it can't. Every change lies on the
 * shelf (this browser) before it is sent, and stays there until the server has acknowledged it or something newer.
 */
export class Saver<Content> {
  private revision: number;
  private content: Content | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSending = false;
  private isOver = false;

  constructor(
    private readonly send: (content: Content, revision: number) => Promise<number>,
    private readonly shelf: Shelf<Content>,
    private readonly told: (state: SavingState) => void,
    revision: number,
  ) {
    this.revision = revision;
  }

  change(content: Content): void {
    this.content = content;
    this.shelf.put(content, this.revision);
    if (this.isOver) return;
    this.told("waiting");
    this.later(restMs);
  }

  /** What waits is sent now: the page may be about to go. */
  flush(): void {
    if (this.timer === undefined) return;
    this.later(0);
  }

  /** No more timers; what isn't saved stays on the shelf. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.work(), ms);
  }

  private async work(): Promise<void> {
    this.timer = undefined;
    const content = this.content;
    if (this.isSending || content === null || this.isOver) return;
    this.isSending = true;
    this.told("saving");
    try {
      this.revision = await this.send(content, this.revision);
      this.onSaved(content);
    } catch (error) {
      this.onFailed(error);
    } finally {
      this.isSending = false;
    }
  }

  private onSaved(sent: Content): void {
    if (this.content === sent) {
      this.content = null;
      this.shelf.clear();
      this.told("saved");
    } else if (this.content !== null) {
      this.shelf.put(this.content, this.revision);
      this.told("waiting");
      this.later(0);
    }
  }

  private onFailed(error: unknown): void {
    this.isOver = error instanceof ApiError && [404, 409].includes(error.status);
    this.told(this.isOver ? "elsewhere" : "failed");
    if (!this.isOver) this.later(againMs);
  }
}
