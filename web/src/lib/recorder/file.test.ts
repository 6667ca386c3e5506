// @vitest-environment node
import { expect, it } from "vitest";

import { fileOf } from "./file";
import { MemoryPieces } from "./pieces";
import { aTake, bytesOf } from "./testing";

async function keep(pieces: string[]) {
  const store = new MemoryPieces();
  await store.addTake(aTake("a1"));
  for (const [number, text] of pieces.entries()) await store.put("a1", number, bytesOf(text));
  return { store, take: (await store.take("a1")) ?? aTake("a1") };
}

it("puts the pieces of a take together in order", async () => {
  const { store, take } = await keep(["one ", "two ", "three"]);
  const file = await fileOf(store, take);
  expect(file?.type).toBe("video/webm");
  expect(await file?.text()).toBe("one two three");
});

it("gives no file without its beginning, which the server already has", async () => {
  const { store, take } = await keep(["one ", "two "]);
  await store.acknowledge("a1", 0);
  expect(await fileOf(store, take)).toBeNull();
});
