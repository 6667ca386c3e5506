/**
 * Does the newest of what is wished for, one at a time: while something is under way only the last wish waits, never a queue.
 *
 * `rest` is the least time in milliseconds from one start to the next.
 */
export class Follower<Result> {
  private readonly told: { onDone: (result: Result) => void; onFailed: (error: unknown) => void; onIdle?: () => void };
  private readonly rest: number;
  private isBusy = false;
  private waiting: (() => Promise<Result>) | null = null;
  private startedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(told: { onDone: (result: Result) => void; onFailed: (error: unknown) => void; onIdle?: () => void }, rest = 0) {
    this.told = told;
    this.rest = rest;
  }

  /** Something has changed: `work` is done at once or as soon as it can be, in the place of what waited. */
  poke(work: () => Promise<Result>): void {
    this.waiting = work;
    this.next();
  }

  /** What is waiting is forgotten; what is under way ends unheard. */
  stop(): void {
    this.waiting = null;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private next(): void {
    const work = this.waiting;
    if (this.isBusy || work === null || this.timer !== undefined) return;
    const early = this.startedAt + this.rest - performance.now();
    if (early > 0) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.next();
      }, early);
      return;
    }
    this.waiting = null;
    this.isBusy = true;
    this.startedAt = performance.now();
    work()
      .then(this.told.onDone, this.told.onFailed)
      .finally(() => {
        this.isBusy = false;
        if (this.waiting === null) this.told.onIdle?.();
        this.next();
      });
  }
}
