import { describe, expect, it } from "vitest";

import { dropped, sorted } from "./files";

const file = (name: string, type = ""): File => new File(["x"], name, { type });

function entryOf(one: File): FileSystemEntry {
  return { isFile: true, isDirectory: false, file: (done: (found: File) => void) => done(one) } as unknown as FileSystemEntry;
}

/** A folder that hands out its entries two at a time, as browsers do a hundred at a time. */
function folderOf(...entries: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    let at = 0;
    return { readEntries: (done: (some: FileSystemEntry[]) => void) => done(entries.slice(at, (at += 2))) };
  };
  return { isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function transferOf(...entries: (FileSystemEntry | null)[]): DataTransfer {
  const items = entries.map((entry) => ({ webkitGetAsEntry: () => entry }));
  return { items, files: [file("plain.jpg")] } as unknown as DataTransfer;
}

describe("what is dropped", () => {
  it("is told apart: photos, zips, and what systems leave in folders", () => {
    const chosen = sorted([file("a.jpg"), file("B.ZIP"), file("c", "application/zip"), file(".DS_Store"), file("Thumbs.db"), file("notes.txt")]);
    expect(chosen.photos.map((one) => one.name)).toEqual(["a.jpg", "notes.txt"]);
    expect(chosen.zips.map((one) => one.name)).toEqual(["B.ZIP", "c"]);
  });

  it("is gone through with its folders to the last file", async () => {
    const inner = folderOf(entryOf(file("3.jpg")), entryOf(file("4.jpg")), entryOf(file("5.jpg")));
    const found = await dropped(transferOf(entryOf(file("1.jpg")), folderOf(entryOf(file("2.jpg")), inner)));
    expect(found.map((one) => one.name)).toEqual(["1.jpg", "2.jpg", "3.jpg", "4.jpg", "5.jpg"]);
  });

  it("is taken as it is where the browser tells no entries", async () => {
    expect((await dropped(transferOf(null))).map((one) => one.name)).toEqual(["plain.jpg"]);
  });
});
