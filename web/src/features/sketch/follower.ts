/**
 * Does the newest of what is wished for, one at a time: while something is under way only the last wish waits, never a queue.
 *
 * `rest` is the least time in milliseconds from one start to the next.
 */
export class Follower<Result> {
  private readonly work: () => Promise<Result>;
  private readonly told: { onDone: (result: Result) => void; onFailed: (error: unknown) => void; onIdle?: () => void };
  private readonly rest: number;
  private isBusy = false;
  private isWaiting = false;
  private startedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(work: () => Promise<Result>, told: { onDone: (result: Result) => void; onFailed: (error: unknown) => void; onIdle?: () => void }, rest = 0) {
    this.work = work;
    this.told = told;
    this.rest = rest;
  }

  /** Something has changed: `work` is done once more, at once or as soon as it can be. */
  poke(): void {
    this.isWaiting = true;
    this.next();
  }

  /** What is waiting is forgotten; what is under way ends unheard. */
  stop(): void {
    this.isWaiting = false;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private next(): void {
    if (this.isBusy || !this.isWaiting || this.timer !== undefined) return;
    const early = this.startedAt + this.rest - performance.now();
    if (early > 0) {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.next();
      }, early);
      return;
    }
    this.isWaiting = false;
    this.isBusy = true;
    this.startedAt = performance.now();
    this.work()
      .then(this.told.onDone, this.told.onFailed)
      .finally(() => {
        this.isBusy = false;
        if (!this.isWaiting) this.told.onIdle?.();
        this.next();
      });
  }
}
