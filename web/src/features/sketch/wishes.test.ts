import { describe, expect, it } from "vitest";

import { nextVariations, ownShare, plainWishes, withShare } from "./wishes";

describe("what is asked for besides the lines", () => {
  it("sets both eyes together and leaves other parts alone", () => {
    const wished = withShare(withShare(plainWishes, "mouth", 0.2), "eyes", 0.9);
    expect(wished.parts).toEqual({ mouth: 0.2, "left-eye": 0.9, "right-eye": 0.9 });
    expect(ownShare(wished, "eyes")).toBe(0.9);
    expect(ownShare(wished, "nose")).toBeNull();
  });

  it("lets a part follow the whole again", () => {
    const wished = withShare(withShare(plainWishes, "eyes", 0), "eyes", null);
    expect(wished.parts).toEqual({});
  });

  it("counts variations on and begins again after the last", () => {
    expect(nextVariations(plainWishes, 3)).toEqual([1, 2, 3]);
    expect(nextVariations({ ...plainWishes, variation: 998 }, 3)).toEqual([999, 0, 1]);
  });
});
