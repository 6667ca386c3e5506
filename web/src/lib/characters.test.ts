import { expect, it } from "vitest";

import { charactersIn } from "./characters";

it.each([
  ["", 0],
  ["  Jiho   Kim ", 8],
  ["민재", 2],
  ["🙂🙂", 2],
])("counts the characters of %o", (text, count) => {
  expect(charactersIn(text)).toBe(count);
});
