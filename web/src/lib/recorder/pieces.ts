/**
 * Where recorded pieces wait until the server has them.
 *
 * Promise: a piece whose `put` resolved "disk" outlives a crash of the tab. When the disk refuses (quota, private
 * window) the piece is kept in memory, `put` says so, and sending goes on: the user is told not to close the tab.
 */
import { done, openDatabase, pieceStore, piecesOf, result, takeStore } from "./database";
import type { LocalTake, Piece, PieceNumber, TakeFacts } from "./take";

export type Kept = "disk" | "memory";

export interface PieceStore {
  addTake(take: LocalTake): Promise<Kept>;
  changeTake(key: string, change: Partial<LocalTake>): Promise<void>;
  take(key: string): Promise<LocalTake | null>;
  /** Oldest first, so that a take is known to the server before the take that continues it. */
  takes(): Promise<LocalTake[]>;
  put(key: string, number: PieceNumber, bytes: ArrayBuffer): Promise<Kept>;
  finishTake(key: string, facts: TakeFacts): Promise<void>;
  pending(key: string): Promise<PieceNumber[]>;
  piece(key: string, number: PieceNumber): Promise<Piece | null>;
  /** Call only once the server has acknowledged the piece. */
  acknowledge(key: string, number: PieceNumber): Promise<void>;
  /** Forgets a take and its pieces. Call only once the server holds it, or its interview is gone. */
  removeTake(key: string): Promise<void>;
  close(): void;
}

/** Takes with nothing on disk behind them; also the overflow of the disk store. */
export class MemoryPieces implements PieceStore {
  private readonly kept = new Map<string, LocalTake>();
  private readonly bytes = new Map<string, Map<PieceNumber, ArrayBuffer>>();

  addTake(take: LocalTake): Promise<Kept> {
    this.kept.set(take.key, take);
    return Promise.resolve("memory");
  }

  changeTake(key: string, change: Partial<LocalTake>): Promise<void> {
    const take = this.kept.get(key);
    if (take) this.kept.set(key, { ...take, ...change });
    return Promise.resolve();
  }

  take(key: string): Promise<LocalTake | null> {
    return Promise.resolve(this.kept.get(key) ?? null);
  }

  takes(): Promise<LocalTake[]> {
    return Promise.resolve([...this.kept.values()].sort(byAge));
  }

  async put(key: string, number: PieceNumber, bytes: ArrayBuffer): Promise<Kept> {
    const pieces = this.bytes.get(key) ?? new Map<PieceNumber, ArrayBuffer>();
    this.bytes.set(key, pieces.set(number, bytes));
    await this.count(key, number + 1);
    return "memory";
  }

  async count(key: string, pieces: number): Promise<void> {
    const take = this.kept.get(key);
    if (take) await this.changeTake(key, { pieces: Math.max(take.pieces, pieces) });
  }

  finishTake(key: string, facts: TakeFacts): Promise<void> {
    return this.changeTake(key, { state: "finished", facts });
  }

  pending(key: string): Promise<PieceNumber[]> {
    return Promise.resolve([...(this.bytes.get(key)?.keys() ?? [])].sort((a, b) => a - b));
  }

  piece(key: string, number: PieceNumber): Promise<Piece | null> {
    const bytes = this.bytes.get(key)?.get(number);
    return Promise.resolve(bytes ? { key, number, bytes } : null);
  }

  acknowledge(key: string, number: PieceNumber): Promise<void> {
    this.bytes.get(key)?.delete(number);
    return Promise.resolve();
  }

  removeTake(key: string): Promise<void> {
    this.kept.delete(key);
    this.bytes.delete(key);
    return Promise.resolve();
  }

  close(): void {
    this.kept.clear();
    this.bytes.clear();
  }
}

/** IndexedDB, with memory behind it for what the disk refuses. */
export class DiskPieces implements PieceStore {
  private readonly overflow = new MemoryPieces();

  constructor(private readonly database: IDBDatabase) {}

  async addTake(take: LocalTake): Promise<Kept> {
    return this.write([takeStore], (stores) => stores.objectStore(takeStore).put(take)).then(
      () => "disk" as const,
      () => this.overflow.addTake(take),
    );
  }

  async changeTake(key: string, change: Partial<LocalTake>): Promise<void> {
    await this.overflow.changeTake(key, change);
    await this.write([takeStore], async (stores) => {
      const takes = stores.objectStore(takeStore);
      const take = await result(takes.get(key) as IDBRequest<LocalTake | undefined>);
      if (take) takes.put({ ...take, ...change });
    });
  }

  async take(key: string): Promise<LocalTake | null> {
    const found = await this.read<LocalTake | undefined>(takeStore, (store) => store.get(key));
    return found ?? (await this.overflow.take(key));
  }

  async takes(): Promise<LocalTake[]> {
    const onDisk = await this.read<LocalTake[]>(takeStore, (store) => store.getAll());
    return [...onDisk, ...(await this.overflow.takes())].sort(byAge);
  }

  async put(key: string, number: PieceNumber, bytes: ArrayBuffer): Promise<Kept> {
    try {
      await this.write([takeStore, pieceStore], (stores) => putCounted(stores, { key, number, bytes }));
      await this.overflow.count(key, number + 1);
      return "disk";
    } catch {
      return this.spill(key, number, bytes);
    }
  }

  async finishTake(key: string, facts: TakeFacts): Promise<void> {
    await this.changeTake(key, { state: "finished", facts });
  }

  async pending(key: string): Promise<PieceNumber[]> {
    const keys = await this.read<[string, PieceNumber][]>(pieceStore, (store) => store.getAllKeys(piecesOf(key)));
    const numbers = keys.map(([, number]) => number);
    return [...new Set([...numbers, ...(await this.overflow.pending(key))])].sort((a, b) => a - b);
  }

  async piece(key: string, number: PieceNumber): Promise<Piece | null> {
    const found = await this.read<Piece | undefined>(pieceStore, (store) => store.get([key, number]));
    return found ?? (await this.overflow.piece(key, number));
  }

  async acknowledge(key: string, number: PieceNumber): Promise<void> {
    await this.overflow.acknowledge(key, number);
    await this.write([pieceStore], (stores) => stores.objectStore(pieceStore).delete([key, number]));
  }

  async removeTake(key: string): Promise<void> {
    await this.overflow.removeTake(key);
    await this.write([takeStore, pieceStore], (stores) => {
      stores.objectStore(takeStore).delete(key);
      stores.objectStore(pieceStore).delete(piecesOf(key));
    });
  }

  close(): void {
    this.database.close();
  }

  /** The count must stay right even for pieces that only memory holds: `finish` is sent with it. */
  private async spill(key: string, number: PieceNumber, bytes: ArrayBuffer): Promise<Kept> {
    await this.overflow.put(key, number, bytes);
    const take = await this.take(key);
    if (take) await this.changeTake(key, { pieces: Math.max(take.pieces, number + 1) }).catch(ignoreFullDisk);
    return "memory";
  }

  private async read<T>(store: string, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    return result(ask(this.database.transaction(store).objectStore(store)) as IDBRequest<T>);
  }

  private async write(stores: string[], change: (stores: IDBTransaction) => unknown): Promise<void> {
    const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
    const finished = done(transaction);
    finished.catch(ignoreFullDisk); // reported below; a failing change would otherwise leave it unheard
    await change(transaction);
    await finished;
  }
}

async function putCounted(stores: IDBTransaction, piece: Piece): Promise<void> {
  stores.objectStore(pieceStore).put(piece);
  const takes = stores.objectStore(takeStore);
  const take = await result(takes.get(piece.key) as IDBRequest<LocalTake | undefined>);
  if (take) takes.put({ ...take, pieces: Math.max(take.pieces, piece.number + 1) });
}

function byAge(a: LocalTake, b: LocalTake): number {
  return a.startedAt.localeCompare(b.startedAt);
}

function ignoreFullDisk(): void {
  // the caller already counts on memory for this piece
}

/** The disk where there is one; memory in windows that allow no storage. */
export async function openPieces(name = "visavis-recordings"): Promise<PieceStore> {
  try {
    return new DiskPieces(await openDatabase(name));
  } catch {
    return new MemoryPieces();
  }
}
