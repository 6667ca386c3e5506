/**
 * Everybody who sits at the table, as one: whoever listens looks at whoever speaks. Free of React.
 *
 * Seats are numbered from left to right as they are seen; simulated candidates sit to the right of them all.
 */
import type { Direction, FrameCount, Stage } from "./stage";

/** The candidate, the seat that speaks, or the simulated candidates. */
export type Attention = "candidate" | "others" | number;

export type Seated = Pick<Stage, "look" | "ask" | "listen" | "pause" | "goOn" | "frames" | "clipTimeS" | "direction">;

export function directionTo(seat: number, attention: Attention): Direction {
  if (attention === "candidate" || attention === seat) return "ahead";
  if (attention === "others") return "right";
  return attention < seat ? "left" : "right";
}

export class Table {
  private readonly stages = new Map<number, Seated>();
  private attention: Attention = "candidate";

  /** Somebody sits down, or (null) leaves. */
  seat(number: number, stage: Seated | null): void {
    if (stage === null) this.stages.delete(number);
    else this.stages.set(number, stage);
    this.look(this.attention);
  }

  has(number: number): boolean {
    return this.stages.has(number);
  }

  /** Everybody but the one who speaks looks there. */
  look(to: Attention): void {
    this.attention = to;
    for (const [number, stage] of this.stages) if (number !== to) void stage.look(directionTo(number, to));
  }

  /** One speaks, the others look at them; resolves when it is said. Rejects when it can't be played. */
  async ask(number: number, url: string): Promise<void> {
    const stage = this.stages.get(number);
    if (!stage) throw new Error("nobody has this seat");
    for (const [other, listener] of this.stages) if (other !== number) void listener.listen().catch(() => undefined);
    this.look(number);
    await stage.ask(url);
  }

  /** Nobody speaks any more. */
  listen(): void {
    for (const stage of this.stages.values()) void stage.listen().catch(() => undefined);
  }

  pause(): void {
    for (const stage of this.stages.values()) stage.pause();
  }

  goOn(): void {
    for (const stage of this.stages.values()) stage.goOn();
  }

  /** Seconds into what the seat says. */
  clipTimeS(number: number): number {
    return this.stages.get(number)?.clipTimeS ?? 0;
  }

  /** Where each seat looks, from left to right. */
  directions(): Direction[] {
    return [...this.stages].sort(([one], [other]) => one - other).map(([, stage]) => stage.direction);
  }

  frames(): FrameCount {
    const counts = [...this.stages.values()].map((stage) => stage.frames());
    return { total: sum(counts.map((count) => count.total)), dropped: sum(counts.map((count) => count.dropped)) };
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
