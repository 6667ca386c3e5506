// @vitest-environment jsdom
import { describe, expect, it } from "vitest";

import type { Face, Reading } from "./api";
import { changed, enlisted, readAll, type Item } from "./reading";

const face = {
  place: { left: 1.4, top: 2, width: 30, height: 40 },
  label: "happy",
  cant_tell: null,
  probabilities: { happy: 0.8, neutral: 0.2 },
} as unknown as Face;
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
