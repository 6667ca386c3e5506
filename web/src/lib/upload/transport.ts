/** The three calls that bring a take to the server, and how each of them can fail. */
import { newRequestId, requestIdHeader } from "@/client/requestId";

import type { LocalTake, PieceNumber } from "../recorder/take";

/** The server was reached and said no. */
export class ServerRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "ServerRefusal";
  }

  /** Trying again can help: overload, restart, rate limit, bytes damaged on the way. */
  get isPassing(): boolean {
    return this.status >= 500 || this.status === 429 || this.status === 408 || this.code === "piece_damaged";
  }
}

export interface Transport {
  createTake(take: LocalTake, continues: string | null): Promise<string>;
  sendPiece(takeId: string, number: PieceNumber, bytes: ArrayBuffer): Promise<void>;
  finishTake(takeId: string, take: LocalTake): Promise<void>;
}

/** A piece is at most a few hundred kB; a minute covers the slowest uplink worth having. */
const patienceMs = 60_000;

export class HttpTransport implements Transport {
  constructor(
    private readonly language: () => string,
    private readonly base = "/api",
  ) {}

  async createTake(take: LocalTake, continues: string | null): Promise<string> {
    const path = `/interviews/${take.interviewId}/questions/${String(take.questionIndex)}/takes`;
    const body = { mime: take.mime, video: take.video, continues, question_id: take.questionId ?? null };
    const answer = await this.call("POST", path, JSON.stringify(body), { "Content-Type": "application/json" });
    return ((await answer.json()) as { take_id: string }).take_id;
  }

  async sendPiece(takeId: string, number: PieceNumber, bytes: ArrayBuffer): Promise<void> {
    const headers: Record<string, string> = { "Content-Type": "application/octet-stream" };
    const digest = await sha256(bytes);
    if (digest) headers["X-Piece-Sha256"] = digest;
    await this.call("PUT", `/takes/${takeId}/pieces/${String(number)}`, bytes, headers);
  }

  async finishTake(takeId: string, take: LocalTake): Promise<void> {
    const body = {
      pieces: take.pieces,
      started_at: take.startedAt,
      response_delay_s: take.facts.responseDelayS,
      marks: take.facts.marks.map((mark) => ({ what: mark.kind, at_s: mark.atS })),
    };
    await this.call("POST", `/takes/${takeId}/finish`, JSON.stringify(body), { "Content-Type": "application/json" });
  }

  private async call(method: string, path: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
    const answer = await fetch(this.base + path, {
      method,
      body,
      headers: { ...headers, "Accept-Language": this.language(), [requestIdHeader]: newRequestId() },
      credentials: "same-origin",
      signal: AbortSignal.timeout(patienceMs),
    });
    if (answer.ok) return answer;
    throw await refusal(answer);
  }
}

async function refusal(answer: Response): Promise<ServerRefusal> {
  const told: unknown = await answer.json().catch(() => null);
  const { code, message } = (told ?? {}) as { code?: string; message?: string };
  return new ServerRefusal(answer.status, code ?? "unknown", message ?? answer.statusText);
}

/** Null on plain HTTP from another machine, where browsers hide the digest. */
async function sha256(bytes: ArrayBuffer): Promise<string | null> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
