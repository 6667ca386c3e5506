import type { PieceStore } from "./pieces";
import type { LocalTake } from "./take";

/** A whole take as one file; null when the server holds part of it and this device therefore no longer does. */
export async function fileOf(store: PieceStore, take: LocalTake): Promise<Blob | null> {
  const numbers = await store.pending(take.key);
  if (numbers.length === 0 || numbers.length < take.pieces) return null;
  const pieces = await Promise.all(numbers.map((number) => store.piece(take.key, number)));
  return new Blob(
    pieces.flatMap((piece) => (piece ? [piece.bytes] : [])),
    { type: take.mime },
  );
}
