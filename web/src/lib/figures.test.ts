// @vitest-environment jsdom
import { describe, expect, it } from "vitest";

import { sizeWords } from "./figures";

describe("the size of what is kept", () => {
  it.each([
    [0, "0 KiB"],
    [900 * 1024, "900 KiB"],
    [1.5 * 1024 ** 2, "1.5 MiB"],
    [20 * 1024 ** 3, "20 GiB"],
    [5000 * 1024 ** 3, "5,000 GiB"],
  ])("of %d bytes is %s", (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });
});
