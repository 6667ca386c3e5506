import { describe, expect, it } from "vitest";

import { cleared, drawnMs, emptyHistory, isBlank, mostMarks, picturesOf, redo, undo, withMark, type Mark, type Stroke } from "./drawing";

const line: Stroke = { kind: "stroke", tool: "brush", size: 4, mirrored: false, points: [1, 2, 0.5, 0, 9, 9, 0.5, 250] };
const rubbed: Stroke = { ...line, tool: "eraser" };
const photo: Mark = { kind: "picture", picture: "pic_a" };

describe("a drawing's history", () => {
  it("gives back what was undone, until something new is drawn", () => {
    const two = withMark(withMark(emptyHistory, line), rubbed);
    expect(undo(two).marks).toEqual([line]);
    expect(redo(undo(two))).toEqual(two);
    expect(redo(withMark(undo(two), photo)).marks).toEqual([line, photo]);
  });

  it("stays as it is where there is nothing to undo or to redo", () => {
    expect(undo(emptyHistory)).toEqual(emptyHistory);
    expect(redo(emptyHistory)).toEqual(emptyHistory);
  });

  it("can undo a clearing, and clears only what is there", () => {
    const wiped = cleared(withMark(emptyHistory, line));
    expect(isBlank(wiped.marks)).toBe(true);
    expect(undo(wiped).marks).toEqual([line]);
    expect(cleared(wiped)).toBe(wiped);
  });

  it("takes no more marks than the server keeps", () => {
    const full = { marks: Array.from({ length: mostMarks }, () => line), undone: [] };
    expect(withMark(full, photo).marks).toHaveLength(mostMarks);
  });
});

describe("what is on the sheet", () => {
  it("is nothing while only the eraser was used", () => {
    expect(isBlank([])).toBe(true);
    expect(isBlank([rubbed])).toBe(true);
    expect(isBlank([rubbed, line])).toBe(false);
    expect(isBlank([photo])).toBe(false);
  });

  it("tells the time that was drawn and the pictures it needs", () => {
    expect(drawnMs([line, photo])).toBe(250);
    expect(drawnMs([photo])).toBe(0);
    expect(picturesOf([photo, line, photo])).toEqual(["pic_a"]);
  });
});
