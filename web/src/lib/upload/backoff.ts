/** Milliseconds to wait before try `attempt` (0, 1, 2 …): doubling from half a second to 15 s, spread by ±25 %. */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const plain = Math.min(15_000, 500 * 2 ** Math.min(attempt, 10));
  return plain * (0.75 + 0.5 * random());
}

/** A pause that ends early when `nudge` is called: the network came back, or a new piece arrived. */
export class Pause {
  private end: (() => void) | null = null;

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(() => this.nudge(), ms) : null;
      this.end = () => {
        if (timer !== null) clearTimeout(timer);
        this.end = null;
        resolve();
      };
    });
  }

  nudge(): void {
    this.end?.();
  }
}
