import { describe, expect, it } from "vitest";

import type { Face, Reading } from "./api";
import { changed, enlisted, readAll, toCsv, type Item } from "./reading";

const face = {
  place: { left: 1.4, top: 2, width: 30, height: 40 },
  label: "happy",
  cant_tell: null,
  probabilities: { happy: 0.8, neutral: 0.2 },
} as unknown as Face;
const unsure = { ...face, label: null, cant_tell: { reason: "unsure", why: 'Not sure, "really"' } } as Face;
const picture = (faces: Face[], message: string | null = null): Reading => ({ kind: "picture", width_px: 1, height_px: 1, faces, clip: null, message, how_often_wrong: "", more_faces: 0, more_people: false, not_read: null });

describe("reading files", () => {
  it("goes on after a file that can't be read", async () => {
    const files = ["a.jpg", "b.txt", "c.png"].map((name) => new File(["x"], name));
    let items: Item[] = enlisted(files, 4);
    const tell = (key: number, change: Partial<Item>): void => {
      items = changed(items, key, change);
    };
    await readAll(items, (file) => (file.name === "b.txt" ? Promise.reject(new Error("no picture")) : Promise.resolve(picture([face]))), tell);
    expect(items.map((one) => one.state)).toEqual(["read", "failed", "read"]);
    expect(items[1]?.reason).toBe("no picture");
  });
});

describe("the table", () => {
  const file = (name: string, change: Partial<Item>): Item => ({ key: 0, file: new File(["x"], name), state: "read", reading: null, reason: null, ...change });

  it("has a row for each face, with reasons, and one for what can't be read", () => {
    const table = toCsv([file("a.jpg", { reading: picture([face, unsure]) }), file("b.jpg", { reading: picture([], "No face") }), file("c.txt", { reason: "no picture" })], ["happy", "neutral"]);
    expect(table.split("\r\n")).toEqual([
      "file,kind,face,answer,reason,happy,neutral,cant_tell,left,top,width,height",
      "a.jpg,picture,1,happy,,0.8,0.2,,1,2,30,40",
      'a.jpg,picture,2,,"Not sure, ""really""",0.8,0.2,,1,2,30,40',
      "b.jpg,picture,,,No face",
      "c.txt,unreadable,,,no picture",
      "",
    ]);
  });

  it("takes the sting out of names that a spreadsheet would run", () => {
    expect(toCsv([file("=1+1.jpg", { reason: "x" })], [])).toContain("'=1+1.jpg");
  });
});
