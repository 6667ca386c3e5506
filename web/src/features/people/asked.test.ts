import { describe, expect, it } from "vitest";

import { readAsked, writeAsked } from "./asked";

const read = (address: string) => readAsked(new URLSearchParams(address));

describe("the gallery's address", () => {
  it("tells filter, place and favourites, and is written again alike", () => {
    const address = "kind=male-white&look=warm&start=24&favourites=1&engine=stylegan2";
    expect(read(address)).toEqual({ filter: { kind: "male-white", look: "warm", keyword: "" }, start: 24, favourites: true, engine: "stylegan2" });
    expect(new URLSearchParams(writeAsked(read(address))).toString()).toBe(address);
  });

  it.each(["-5", "foo", "1.5", "", "4294967296", "Infinity"])("begins at the start when it was edited to start=%s", (start) => {
    expect(read(`start=${start}`).start).toBe(0);
  });

  it("drops a look beside a keyword", () => {
    expect(read("look=warm&keyword=winter").filter).toEqual({ kind: "", look: "", keyword: "winter" });
  });

  it("is empty for the whole gallery", () => {
    expect(writeAsked(read("start=0"))).toEqual({});
  });
});
