/**
 * Sends recorded pieces in the background until the server has them all: over reloads, lost networks and restarts.
 *
 * One tab at a time sends (Web Lock); the others tell it of new pieces and hear of its progress (BroadcastChannel).
 */
import { isAlive } from "../recorder/alive";
import type { PieceStore } from "../recorder/pieces";
import type { LocalTake } from "../recorder/take";

import { backoffMs, Pause } from "./backoff";
import { recoverTakes, sendAll, type Outcome } from "./send";
import type { Transport } from "./transport";

export interface UploadStatus {
  state: "idle" | "sending" | "unreachable" | "signed_out";
  pendingPieces: number;
  pendingTakes: number;
  /** The last reason for which a take was set aside; its pieces stay on this device. */
  problem: string | null;
}

export interface UploaderOptions {
  store: PieceStore;
  transport: Transport;
  owner: () => string | null;
  locks: LockManager | null;
  channel?: BroadcastChannel;
  waitMs?: (attempt: number) => number;
}

const idle: UploadStatus = { state: "idle", pendingPieces: 0, pendingTakes: 0, problem: null };

export class Uploader {
  private current = idle;
  private readonly listeners = new Set<(status: UploadStatus) => void>();
  private readonly pause = new Pause();
  private readonly ended = new AbortController();
  private woken = false;
  private attempt = 0;

  constructor(private readonly options: UploaderOptions) {
    options.channel?.addEventListener("message", (event: MessageEvent<unknown>) => {
      this.hear(event.data);
    });
  }

  /** Runs until `stop`. A second tab waits here for the lock and takes over when the first one ends. */
  async run(): Promise<void> {
    const { locks } = this.options;
    if (!locks) return this.loop();
    try {
      await locks.request("visavis-upload", { signal: this.ended.signal }, () => this.loop());
    } catch (error) {
      if (!this.ended.signal.aborted) throw error;
    }
  }

  stop(): void {
    this.ended.abort();
    this.pause.nudge();
  }

  /** Call after a piece was kept, a take was finished, or the network came back. */
  wake(): void {
    this.woken = true;
    this.attempt = 0;
    this.pause.nudge();
    this.options.channel?.postMessage("wake");
    void this.publish(this.current.state);
  }

  status(): UploadStatus {
    return this.current;
  }

  subscribe(listener: (status: UploadStatus) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when the server holds every take of this interview but those that it refused for good, with these. */
  async whenSent(interviewId: string): Promise<LocalTake[]> {
    for (;;) {
      const change = this.nextChange(); // before looking, so that a change in between is not missed
      const left = (await this.options.store.takes()).filter((take) => take.interviewId === interviewId);
      if (this.ended.signal.aborted || left.every((take) => take.problem !== null)) return left;
      await change;
    }
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.subscribe(() => {
        end();
        resolve();
      });
    });
  }

  private async loop(): Promise<void> {
    while (!this.ended.signal.aborted) {
      this.woken = false;
      const outcome = await this.pass();
      await this.publish(outcome === "empty" ? "idle" : outcome);
      const restMs = await this.restMs(outcome);
      if (!this.isWanted()) await this.pause.wait(restMs);
    }
  }

  /** A piece arrived, or the page asked to end, while a pass was under way. */
  private isWanted(): boolean {
    return this.woken || this.ended.signal.aborted;
  }

  private async pass(): Promise<Outcome> {
    const { store, transport, owner, locks } = this.options;
    await recoverTakes(store, (key) => isAlive(key, locks));
    return sendAll({ store, transport, owner: owner(), onChange: () => void this.publish("sending") });
  }

  /** Nothing tells us that the tab which records a take has died, so while one is open look again now and then. */
  private async restMs(outcome: Outcome): Promise<number> {
    if (outcome === "empty") return (await this.options.store.takes()).length > 0 ? 5000 : Infinity;
    const { waitMs = backoffMs } = this.options;
    this.attempt += 1;
    return waitMs(this.attempt - 1);
  }

  private hear(message: unknown): void {
    if (message === "wake") {
      this.woken = true;
      this.pause.nudge();
    } else {
      this.tell(message as UploadStatus);
    }
  }

  private async publish(state: UploadStatus["state"]): Promise<void> {
    const status = await this.count(state);
    this.tell(status);
    this.options.channel?.postMessage(status);
  }

  private async count(state: UploadStatus["state"]): Promise<UploadStatus> {
    const takes = await this.options.store.takes();
    const pending = await Promise.all(takes.map((take) => this.options.store.pending(take.key)));
    const problem = takes.find((take) => take.problem !== null)?.problem ?? null;
    const pendingPieces = pending.reduce((sum, numbers) => sum + numbers.length, 0);
    return { state, pendingPieces, pendingTakes: takes.length, problem };
  }

  private tell(status: UploadStatus): void {
    this.current = status;
    for (const listener of [...this.listeners]) listener(status);
  }
}
