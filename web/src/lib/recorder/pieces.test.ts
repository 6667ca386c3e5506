// @vitest-environment node
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "./database";
import { DiskPieces, MemoryPieces, openPieces, type PieceStore } from "./pieces";
import { aTake, bytesOf, textOf } from "./testing";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const stores: [string, () => Promise<PieceStore>][] = [
  ["disk", async () => new DiskPieces(await openDatabase("test"))],
  ["memory", () => Promise.resolve(new MemoryPieces())],
];

describe.each(stores)("pieces kept on %s", (_name, open) => {
  it("come back with the same bytes and in order", async () => {
    const store = await open();
    await store.addTake(aTake("a1"));
    for (const number of [2, 0, 10, 1]) await store.put("a1", number, bytesOf(`piece ${String(number)}`));
    expect(await store.pending("a1")).toEqual([0, 1, 2, 10]);
    expect(textOf((await store.piece("a1", 10))?.bytes ?? bytesOf(""))).toBe("piece 10");
  });

  it("are counted with the take, acknowledged or not", async () => {
    const store = await open();
    await store.addTake(aTake("a1"));
    await store.put("a1", 0, bytesOf("x"));
    await store.put("a1", 1, bytesOf("y"));
    await store.acknowledge("a1", 0);
    expect(await store.pending("a1")).toEqual([1]);
    expect((await store.take("a1"))?.pieces).toBe(2);
  });

  it("go with their take and leave the pieces of other takes alone", async () => {
    const store = await open();
    for (const key of ["a1", "a2"]) {
      await store.addTake(aTake(key));
      await store.put(key, 0, bytesOf(key));
    }
    await store.removeTake("a1");
    expect(await store.take("a1")).toBeNull();
    expect(await store.pending("a1")).toEqual([]);
    expect(await store.pending("a2")).toEqual([0]);
  });

  it("list takes by age, so that a continued take is sent before the one that continues it", async () => {
    const store = await open();
    await store.addTake(aTake("b9"));
    await store.addTake(aTake("c1"));
    expect((await store.takes()).map((take) => take.key)).toEqual(["c1", "b9"]);
  });
});

describe("the disk store", () => {
  it("still holds every piece after the page is gone", async () => {
    const before = new DiskPieces(await openDatabase("test"));
    await before.addTake(aTake("a1"));
    await before.put("a1", 0, bytesOf("kept"));
    before.close();
    const after = new DiskPieces(await openDatabase("test"));
    expect(await after.pending("a1")).toEqual([0]);
    expect((await after.take("a1"))?.pieces).toBe(1);
  });

  it("keeps a piece in memory, and says so, when the disk is full", async () => {
    const database = await openDatabase("test");
    const store = new DiskPieces(database);
    await store.addTake(aTake("a1"));
    expect(await store.put("a1", 0, bytesOf("fits"))).toBe("disk");
    const real = database.transaction.bind(database);
    database.transaction = ((names: string[], mode?: IDBTransactionMode) => {
      if (mode === "readwrite" && names.includes("pieces")) throw new DOMException("full", "QuotaExceededError");
      return real(names, mode);
    }) as typeof database.transaction;
    expect(await store.put("a1", 1, bytesOf("spills"))).toBe("memory");
    expect(await store.pending("a1")).toEqual([0, 1]);
    expect((await store.take("a1"))?.pieces).toBe(2);
    expect(textOf((await store.piece("a1", 1))?.bytes ?? bytesOf(""))).toBe("spills");
  });

  it("gives way to memory where the browser allows no storage", async () => {
    Object.defineProperty(globalThis, "indexedDB", { value: undefined, configurable: true, writable: true });
    const store = await openPieces();
    expect(await store.addTake(aTake("a1"))).toBe("memory");
    expect(await store.put("a1", 0, bytesOf("x"))).toBe("memory");
  });
});
