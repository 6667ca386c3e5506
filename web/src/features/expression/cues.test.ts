import { describe, expect, it } from "vitest";

import { CueKeeper } from "./cues";

/** Four looks a second; a letter each: h happy, n neutral, - can't tell. What was said, with when. */
function said(looks: string): string[] {
  const keeper = new CueKeeper({ apartS: 6, settledS: 1 });
  return Array.from(looks).flatMap((letter, at) => {
    const told = keeper.see(at / 4, letter === "-" ? null : letter);
    return told === null ? [] : [`${told} ${at / 4}`];
  });
}

describe("spoken cues", () => {
  it("come once a class has settled, and not again while it lasts", () => {
    expect(said("nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn")).toEqual(["n 1"]);
  });

  it("leave at least six seconds between two", () => {
    const times = said("nnnnn" + "hhhhhhhhnnnnnnnn".repeat(8)).map((one) => Number(one.slice(2)));
    expect(times.length).toBeGreaterThan(2);
    expect(Math.min(...times.slice(1).map((time, at) => time - (times[at] ?? 0)))).toBeGreaterThanOrEqual(6);
  });

  it("pass over what flickers", () => {
    expect(said("nnnnn" + "nnhn".repeat(8))).toEqual(["n 1"]);
    expect(said("hn".repeat(30))).toEqual([]);
  });

  it("are silent where the model can't tell", () => {
    expect(said("nnnnn" + "-".repeat(40) + "nnnn")).toEqual(["n 1"]);
  });
});
