import type { Habit } from "./habits";

/** What disturbs a listener most comes first. */
const order: readonly Habit[] = ["touching", "away", "swaying"];
export const shownMs = 4000;
export const quietMs = 20_000;

/**
 * Chooses at most one cue at a time: it stands for a few seconds, then nothing is shown for a while. Sparse cues help;
 * a dense live display does worst (docs/coaching.md names the studies).
 */
export class CueChooser {
  private cue: Habit | null = null;
  private sinceMs = Number.NEGATIVE_INFINITY;
  /** How many cues were shown. */
  total = 0;

  choose(habits: ReadonlySet<Habit>, atMs: number): Habit | null {
    const lastedMs = atMs - this.sinceMs;
    if (this.cue && lastedMs < shownMs) return this.cue;
    this.cue = null;
    if (lastedMs < shownMs + quietMs) return null;
    const next = order.find((habit) => habits.has(habit)) ?? null;
    if (next === null) return null;
    this.cue = next;
    this.sinceMs = atMs;
    this.total += 1;
    return next;
  }
}
