import { describe, expect, it } from "vitest";

import { nameOf } from "./useKeys";

const press = (code: string, key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) =>
  nameOf({ code, key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe("keys of the sketch studio", () => {
  it("go by the place of a letter, so that ㅠ is b", () => {
    expect(press("KeyB", "ㅠ")).toBe("b");
    expect(press("KeyE", "e")).toBe("e");
  });

  it("undo and redo as elsewhere", () => {
    expect(press("KeyZ", "z", { ctrlKey: true })).toBe("undo");
    expect(press("KeyZ", "Z", { metaKey: true, shiftKey: true })).toBe("redo");
    expect(press("KeyY", "y", { ctrlKey: true })).toBe("redo");
  });

  it("leave the browser's own alone", () => {
    expect(press("KeyL", "l", { ctrlKey: true })).toBeNull();
    expect(press("KeyE", "e", { altKey: true })).toBeNull();
    expect(press("KeyQ", "q")).toBeNull();
  });

  it("change size and zoom", () => {
    expect([press("BracketLeft", "["), press("BracketRight", "]"), press("Equal", "+"), press("Digit0", "0")]).toEqual(["smaller", "larger", "in", "whole"]);
  });
});
