// @vitest-environment node
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { holdAlive, isAlive } from "../recorder/alive";
import { openDatabase } from "../recorder/database";
import { DiskPieces } from "../recorder/pieces";
import { noFacts } from "../recorder/take";
import { aTake, bytesOf, HonestServer, PageLocks } from "../recorder/testing";

import { backoffMs } from "./backoff";
import { forgetRefusals, recoverTakes } from "./send";
import { ServerRefusal, type Transport } from "./transport";
import { Uploader, type UploadStatus } from "./uploader";

let running: Uploader[] = [];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

afterEach(() => {
  for (const uploader of running) uploader.stop();
  running = [];
});

async function openStore(): Promise<DiskPieces> {
  return new DiskPieces(await openDatabase("test"));
}

function startUploader(store: DiskPieces, transport: Transport, locks = new PageLocks(), owner = "me"): Uploader {
  const uploader = new Uploader({ store, transport, owner: () => owner, locks: locks.asManager(), waitMs: () => 1 });
  running.push(uploader);
  void uploader.run();
  return uploader;
}

async function recordAnswer(store: DiskPieces, key: string, pieces: string[], change = {}): Promise<void> {
  await store.addTake(aTake(key, change));
  for (const [number, text] of pieces.entries()) await store.put(key, number, bytesOf(text));
  await store.finishTake(key, noFacts);
}

function whenStatus(uploader: Uploader, fits: (status: UploadStatus) => boolean): Promise<UploadStatus> {
  return new Promise((resolve) => {
    const end = uploader.subscribe((status) => {
      if (!fits(status)) return;
      end();
      resolve(status);
    });
  });
}

/** Repeatable noise for the property-like tests below. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

describe("the uploader", () => {
  it("brings a whole answer to the server and then forgets it here", async () => {
    const store = await openStore();
    const server = new HonestServer();
    await recordAnswer(store, "a1", ["one ", "two ", "three"]);
    expect(await startUploader(store, server).whenSent("interview")).toEqual([]);
    expect(server.content("server-0")).toBe("one two three");
    expect(server.finished.get("server-0")).toBe(3);
    expect(await store.takes()).toEqual([]);
  });

  it("sends pieces while the answer is still being recorded, and finishes it later", async () => {
    const store = await openStore();
    const server = new HonestServer();
    const locks = new PageLocks();
    await holdAlive("a1", locks.asManager());
    await store.addTake(aTake("a1"));
    await store.put("a1", 0, bytesOf("one "));
    const uploader = startUploader(store, server, locks);
    await whenStatus(uploader, (status) => status.pendingPieces === 0 && status.state === "idle");
    expect(server.content("server-0")).toBe("one ");
    expect(server.finished.size).toBe(0);
    await store.put("a1", 1, bytesOf("two"));
    await store.finishTake("a1", noFacts);
    uploader.wake();
    await uploader.whenSent("interview");
    expect(server.content("server-0")).toBe("one two");
    expect(server.finished.get("server-0")).toBe(2);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("loses nothing on a network that drops requests and answers (noise %i)", async (seed) => {
    const store = await openStore();
    const server = new HonestServer();
    const random = noise(seed);
    server.onTheWay = () => { if (random() < 0.4) throw new TypeError("network"); };
    server.onTheWayBack = () => { if (random() < 0.3) throw new TypeError("network"); };
    const pieces = Array.from({ length: 12 }, (_, number) => `${String(seed)}.${String(number)} `);
    await recordAnswer(store, "a1", pieces);
    await startUploader(store, server).whenSent("interview");
    const complete = [...server.finished.keys()];
    expect(complete).toHaveLength(1);
    expect(server.content(complete[0] ?? "")).toBe(pieces.join(""));
  });

  it.each([1, 2, 3, 4, 5, 6])("survives crashes of the page between any two steps (noise %i)", async (seed) => {
    const server = new HonestServer();
    const random = noise(seed);
    const pieces = Array.from({ length: 6 }, (_, number) => `${String(number)} `);
    await recordAnswer(await openStore(), "a1", pieces);
    for (let page = 0; page < 40 && server.finished.size === 0; page += 1) {
      const die = () => { if (random() < 0.3) throw new DOMException("page gone", "AbortError"); };
      server.onTheWay = die;
      server.onTheWayBack = die;
      const store = await openStore();
      const uploader = startUploader(store, server);
      await whenStatus(uploader, (status) => status.state !== "sending");
      uploader.stop();
    }
    expect(server.content([...server.finished.keys()][0] ?? "")).toBe(pieces.join(""));
  });

  it("waits while the network is away and says how many pieces wait", async () => {
    const store = await openStore();
    const server = new HonestServer();
    let away = true;
    server.onTheWay = () => { if (away) throw new TypeError("network"); };
    await recordAnswer(store, "a1", ["one ", "two"]);
    const uploader = startUploader(store, server);
    const status = await whenStatus(uploader, (told) => told.state === "unreachable");
    expect(status.pendingPieces).toBe(2);
    away = false;
    uploader.wake();
    await uploader.whenSent("interview");
    expect(server.content("server-0")).toBe("one two");
  });

  it("keeps everything while nobody is signed in", async () => {
    const store = await openStore();
    const server = new HonestServer();
    server.onTheWay = () => { throw new ServerRefusal(401, "not_signed_in", "Please sign in."); };
    await recordAnswer(store, "a1", ["one"]);
    await whenStatus(startUploader(store, server), (status) => status.state === "signed_out");
    expect(await store.pending("a1")).toEqual([0]);
  });

  it("sends a piece again when the server's disk was full for a while", async () => {
    const store = await openStore();
    const server = new HonestServer();
    let refusals = 3;
    server.onTheWay = () => {
      refusals -= 1;
      if (refusals >= 0) throw new ServerRefusal(503, "disk_full", "The server's disk is full.");
    };
    await recordAnswer(store, "a1", ["one ", "two"]);
    await startUploader(store, server).whenSent("interview");
    expect(server.content("server-0")).toBe("one two");
  });

  it("tries a refused take again on the next visit, as when room was made in the account", async () => {
    const store = await openStore();
    const server = new HonestServer();
    server.onTheWay = () => { throw new ServerRefusal(403, "account_full", "The account is full."); };
    await recordAnswer(store, "a1", ["one"]);
    const before = startUploader(store, server);
    await whenStatus(before, (status) => status.problem !== null);
    before.stop();
    server.onTheWay = () => undefined;
    await forgetRefusals(store);
    await startUploader(store, server).whenSent("interview");
    expect(server.content("server-0")).toBe("one");
  });

  it("sets a take aside, with its pieces and the reason, when the server refuses it for good", async () => {
    const store = await openStore();
    const server = new HonestServer();
    server.onTheWay = () => { throw new ServerRefusal(404, "not_found", "The interview is gone."); };
    await recordAnswer(store, "a1", ["one"]);
    const uploader = startUploader(store, server);
    const status = await whenStatus(uploader, (told) => told.state === "idle");
    expect(status.problem).toBe("The interview is gone.");
    expect(await store.pending("a1")).toEqual([0]);
    expect((await uploader.whenSent("interview")).map((take) => take.key)).toEqual(["a1"]);
  });

  it("leaves another account's take untouched when the server does not let us send it", async () => {
    const store = await openStore();
    const server = new HonestServer();
    server.onTheWay = () => { throw new ServerRefusal(404, "not_found", "No such interview."); };
    await recordAnswer(store, "a1", ["one"], { owner: "somebody else" });
    await whenStatus(startUploader(store, server), (status) => status.state === "idle");
    expect(await store.take("a1")).toMatchObject({ problem: null, pieces: 1 });
  });

  it("tells the server which take a resumed answer continues, even when that one is gone from here", async () => {
    const store = await openStore();
    const server = new HonestServer();
    await recordAnswer(store, "a1", ["before "]);
    await recordAnswer(store, "a2", ["after"], { continues: "a1" });
    await startUploader(store, server).whenSent("interview");
    expect(server.continues.get("server-1")).toBe("server-0");
  });

  it("runs in one tab at a time; the second takes over when the first ends", async () => {
    const store = await openStore();
    const server = new HonestServer();
    const locks = new PageLocks();
    const first = startUploader(store, server, locks);
    await whenStatus(first, (status) => status.state === "idle");
    const second = startUploader(await openStore(), server, locks);
    first.stop();
    await recordAnswer(store, "a1", ["one"]);
    second.wake();
    await second.whenSent("interview");
    expect(server.content("server-0")).toBe("one");
  });
});

describe("a take whose tab died", () => {
  it("is closed with the pieces that were kept", async () => {
    const store = await openStore();
    await store.addTake(aTake("a1"));
    await store.put("a1", 0, bytesOf("one"));
    const locks = new PageLocks().asManager();
    expect(await recoverTakes(store, (key) => isAlive(key, locks))).toBe(1);
    expect(await store.take("a1")).toMatchObject({ state: "finished", pieces: 1 });
  });

  it("is told from one that another tab is still recording", async () => {
    const store = await openStore();
    await store.addTake(aTake("a1"));
    const locks = new PageLocks().asManager();
    const letGo = await holdAlive("a1", locks);
    expect(await recoverTakes(store, (key) => isAlive(key, locks))).toBe(0);
    letGo();
    await Promise.resolve();
    expect(await recoverTakes(store, (key) => isAlive(key, locks))).toBe(1);
  });
});

it("waits longer after each failure, up to a quarter of a minute", () => {
  const plain = [0, 1, 2, 3, 4, 5, 6, 60].map((attempt) => backoffMs(attempt, () => 0.5));
  expect(plain).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
});
