/** The small part of IndexedDB that the recorder needs, as promises. */

export const takeStore = "takes";
export const pieceStore = "pieces";

export function openDatabase(name: string, factory: IDBFactory = indexedDB): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(takeStore, { keyPath: "key" });
      request.result.createObjectStore(pieceStore, { keyPath: ["key", "number"] });
    };
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("the recording store did not open"));
    };
  });
}

export function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("the recording store refused a request"));
    };
  });
}

/** Resolves when the transaction is durable, not merely when its requests were accepted. */
export function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => {
      resolve();
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new DOMException("The transaction was given up.", "AbortError"));
    };
  });
}

/** Every piece of one take, in order: arrays sort after numbers in IndexedDB, so [] is past the last number. */
export function piecesOf(key: string): IDBKeyRange {
  return IDBKeyRange.bound([key, 0], [key, []], false, true);
}
