/** A server, locks and a recorder that behave like the real ones, for tests of the recorder and the uploader. */
import { ServerRefusal, type Transport } from "../upload/transport";

import type { LocalTake } from "./take";
import { noFacts } from "./take";

export function aTake(key: string, change: Partial<LocalTake> = {}): LocalTake {
  return {
    key,
    takeId: null,
    interviewId: "interview",
    questionIndex: 0,
    owner: "me",
    mime: "video/webm",
    video: true,
    continues: null,
    startedAt: new Date(2026, 0, 1, 0, 0, Number(key.replace(/\D/g, "") || "0")).toISOString(),
    state: "recording",
    pieces: 0,
    facts: noFacts,
    problem: null,
    ...change,
  };
}

export function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer;
}

export function textOf(bytes: ArrayBuffer): string {
  return new TextDecoder().decode(bytes);
}

/** Keeps pieces as the server does: idempotent by (take, number), refusing other bytes under the same number. */
export class HonestServer implements Transport {
  readonly pieces = new Map<string, Map<number, string>>();
  readonly finished = new Map<string, number>();
  readonly continues = new Map<string, string | null>();
  /** Called before a request has any effect; throws to cut the network on the way there. */
  onTheWay: () => void = () => undefined;
  /** Called after the effect; throws to lose the acknowledgement. */
  onTheWayBack: () => void = () => undefined;

  createTake(_take: LocalTake, continues: string | null): Promise<string> {
    return this.answer(() => {
      const id = `server-${String(this.pieces.size)}`;
      this.pieces.set(id, new Map());
      this.continues.set(id, continues);
      return id;
    });
  }

  sendPiece(takeId: string, number: number, bytes: ArrayBuffer): Promise<void> {
    return this.answer(() => {
      const held = this.pieces.get(takeId);
      if (!held) throw new ServerRefusal(404, "not_found", "There is no such take.");
      const before = held.get(number);
      if (before !== undefined && before !== textOf(bytes)) throw new ServerRefusal(409, "piece_differs", "Other bytes.");
      held.set(number, textOf(bytes));
    });
  }

  finishTake(takeId: string, take: LocalTake): Promise<void> {
    return this.answer(() => {
      const held = this.pieces.get(takeId)?.size ?? 0;
      if (held < take.pieces) throw new ServerRefusal(409, "pieces_missing", "Pieces are missing.");
      this.finished.set(takeId, take.pieces);
    });
  }

  content(takeId: string): string {
    const held = [...(this.pieces.get(takeId) ?? new Map<number, string>())];
    return held.sort(([a], [b]) => a - b).map(([, text]) => text).join("");
  }

  private async answer<T>(effect: () => T): Promise<T> {
    await Promise.resolve();
    this.onTheWay();
    const result = effect();
    this.onTheWayBack();
    return result;
  }
}

/** Web Locks for one page: enough of `LockManager` for `request` with `ifAvailable` and `signal`. */
export class PageLocks {
  private readonly held = new Set<string>();
  private readonly queue = new Map<string, (() => void)[]>();

  async request(name: string, ...rest: unknown[]): Promise<unknown> {
    const work = rest.at(-1) as (lock: object | null) => unknown;
    const options = (rest.length > 1 ? rest[0] : {}) as { ifAvailable?: boolean };
    if (this.held.has(name)) {
      if (options.ifAvailable) return work(null);
      await new Promise<void>((go) => this.queue.set(name, [...(this.queue.get(name) ?? []), go]));
    }
    this.held.add(name);
    try {
      return await work({ name });
    } finally {
      this.held.delete(name);
      this.queue.get(name)?.shift()?.();
    }
  }

  asManager(): LockManager {
    return this as unknown as LockManager;
  }
}

/** A MediaRecorder that delivers what the test says, when it says so. */
export class HandRecorder {
  state: RecordingState = "inactive";
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;

  start(): void {
    this.state = "recording";
  }

  deliver(text: string): void {
    this.ondataavailable?.({ data: new Blob([text]) });
  }

  stop(): void {
    this.state = "inactive";
    this.deliver("end.");
    this.onstop?.();
  }
}
