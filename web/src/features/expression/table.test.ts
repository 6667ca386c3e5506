import { describe, expect, it } from "vitest";

import type { Clip, Face, Reading } from "./api";
import type { Item } from "./reading";
import { toCsv } from "./table";

const face = {
  place: { left: 1.4, top: 2, width: 30, height: 40 },
  label: "happy",
  cant_tell: null,
  probabilities: { happy: 0.8, neutral: 0.2 },
} as unknown as Face;
const unsure = { ...face, label: null, cant_tell: { reason: "unsure", why: 'Not sure, "really"' } } as Face;
const dark = { ...face, label: null, probabilities: null, by_net: null, cant_tell: { reason: "dark", why: "Too dark" } } as Face;
const reading = (change: Partial<Reading>): Reading => ({ kind: "picture", width_px: 1, height_px: 1, faces: [], clip: null, message: null, how_often_wrong: "", more_faces: 0, more_people: false, not_read: null, ...change });
const item = (name: string, change: Partial<Item>): Item => ({ key: 0, file: new File(["x"], name), state: "read", reading: null, reason: null, code: null, ...change });
const clip = { duration_s: 6, people: [{ shares: { happy: 1, neutral: 0 }, cant_tell: 0.25, nobody_seen: 0.5 }] } as unknown as Clip;
const header = "file,kind,face,answer,code,reason,happy,neutral,cant_tell,nobody_seen,left,top,width,height";

describe("the table", () => {
  it("has the command line's columns in every row, codes, and no probability where none is told", () => {
    const items = [
      item("a.jpg", { reading: reading({ faces: [face, unsure, dark], more_faces: 2, not_read: "2 more" }) }),
      item("b.jpg", { reading: reading({ message: "No face" }) }),
      item("c.txt", { reason: "no picture", code: "neither_picture_nor_video" }),
      item("d.mp4", { reading: reading({ kind: "clip", clip, more_people: true, not_read: "more" }) }),
    ];
    const lines = toCsv(items, ["happy", "neutral"]).split("\n");
    expect(lines).toEqual([
      header,
      "a.jpg,picture,1,happy,,,0.8,0.2,0,,1,2,30,40",
      'a.jpg,picture,2,,unsure,"Not sure, ""really""",0.8,0.2,1,,1,2,30,40',
      "a.jpg,picture,3,,dark,Too dark,,,1,,1,2,30,40",
      "a.jpg,picture,,,more_faces,2 more,,,,,,,,",
      "b.jpg,picture,,,no_face,No face,,,,,,,,",
      "c.txt,unreadable,,,neither_picture_nor_video,no picture,,,,,,,,",
      "d.mp4,clip,1,,,,1,0,0.25,0.5,,,,",
      "d.mp4,clip,,,more_people,more,,,,,,,,",
      "",
    ]);
  });

  it("takes the sting out of names that a spreadsheet would run", () => {
    expect(toCsv([item("=1+1.jpg", { reason: "x" })], [])).toContain("'=1+1.jpg");
    expect(toCsv([item("\r=1+1.jpg", { reason: "x" })], [])).toContain("'\r=1+1.jpg");
  });
});
