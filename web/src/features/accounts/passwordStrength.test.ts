import { describe, expect, it } from "vitest";

import { passwordFault } from "./passwordStrength";

describe("passwordFault", () => {
  it.each([
    ["1234567", "mina", "short"],
    ["가나다라마바사", "mina", "short"],
    ["mina.park", " Mina.Park ", "isLogin"],
    ["abababab", "mina", "fewCharacters"],
    ["맑은 날의 산책", "mina", null],
    ["correct horse", "", null],
  ])("of %j for login %j is %j", (password, login, fault) => {
    expect(passwordFault(password, login)).toBe(fault);
  });
});
