/** One pass over everything that waits on this device: oldest take first, pieces in order, each until acknowledged. */
import type { PieceStore } from "../recorder/pieces";
import type { LocalTake } from "../recorder/take";

import { ServerRefusal, type Transport } from "./transport";

export type Outcome = "empty" | "unreachable" | "signed_out";

export interface PassContext {
  store: PieceStore;
  transport: Transport;
  /** The account signed in now, null while unknown. */
  owner: string | null;
  onChange: () => void;
}

/** Closes takes whose tab died in mid-answer, with the count of the pieces that were kept. */
export async function recoverTakes(store: PieceStore, alive: (key: string) => Promise<boolean>): Promise<number> {
  let recovered = 0;
  for (const take of await store.takes()) {
    if (take.state !== "recording" || (await alive(take.key))) continue;
    await store.finishTake(take.key, take.facts);
    recovered += 1;
  }
  return recovered;
}

/** Lets takes that were refused on an earlier visit be tried once more: room may have been made, or the limit raised. */
export async function forgetRefusals(store: PieceStore): Promise<void> {
  for (const take of await store.takes()) {
    if (take.problem !== null) await store.changeTake(take.key, { problem: null });
  }
}

/** Sends what can be sent. Takes that the server refuses for good are set aside with the reason, never deleted. */
export async function sendAll(context: PassContext): Promise<Outcome> {
  for (const { key } of await context.store.takes()) {
    const take = await context.store.take(key); // read again: sending an earlier take may have changed it
    if (take === null || take.problem !== null) continue;
    try {
      await sendTake(context, take);
    } catch (error) {
      const outcome = await explain(context, take, error);
      if (outcome !== "empty") return outcome;
    }
  }
  return "empty";
}

async function sendTake(context: PassContext, take: LocalTake): Promise<void> {
  const { store } = context;
  if (take.pieces === 0) {
    // the server hears of a take with its first piece, so that no empty take can stay there
    if (take.state === "finished") await store.removeTake(take.key);
    return;
  }
  const takeId = take.takeId ?? (await create(context, take));
  await sendPieces(context, take.key, takeId);
  const now = await store.take(take.key);
  if (now?.state !== "finished" || (await store.pending(take.key)).length > 0) return;
  await context.transport.finishTake(takeId, now);
  await rememberServerName(store, take.key, takeId);
  await store.removeTake(take.key);
  context.onChange();
}

/** The take that continues this one must still be able to say so after this one is gone from here. */
async function rememberServerName(store: PieceStore, key: string, takeId: string): Promise<void> {
  for (const later of await store.takes()) {
    if (later.continues === key) await store.changeTake(later.key, { continues: takeId });
  }
}

async function create(context: PassContext, take: LocalTake): Promise<string> {
  const before = take.continues === null ? null : await context.store.take(take.continues);
  // once the earlier take is gone from here, `continues` holds its server name
  const takeId = await context.transport.createTake(take, before ? before.takeId : take.continues);
  await context.store.changeTake(take.key, { takeId });
  return takeId;
}

async function sendPieces(context: PassContext, key: string, takeId: string): Promise<void> {
  for (const number of await context.store.pending(key)) {
    const piece = await context.store.piece(key, number);
    if (!piece) continue;
    await context.transport.sendPiece(takeId, number, piece.bytes);
    await context.store.acknowledge(key, number);
    context.onChange();
  }
}

async function explain(context: PassContext, take: LocalTake, error: unknown): Promise<Outcome> {
  if (!(error instanceof ServerRefusal) || error.isPassing) return "unreachable";
  if (error.status === 401) return "signed_out";
  if (take.owner !== context.owner) return "empty"; // someone else's, or a guest's before joining: it waits for them
  await context.store.changeTake(take.key, { problem: error.message });
  context.onChange();
  return "empty";
}
