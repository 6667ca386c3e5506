import { describe, expect, it } from "vitest";

import { CueKeeper, nobody } from "./cues";

/** A letter a look, four a second: h happy, n neutral, - can't tell, . nobody. What was said, with when. */
function said(looks: string, everyS = 0.25): string[] {
  const keeper = new CueKeeper({ apartS: 6, settledS: 1 });
  return Array.from(looks).flatMap((letter, at) => {
    const told = keeper.see(at * everyS, letter === "-" ? null : letter === "." ? nobody : letter);
    return told === null ? [] : [`${told} ${Number((at * everyS).toFixed(2))}`];
  });
}

/** Happy and neutral by turns, ten seconds each, seen once in `everyS`. */
const turns = (everyS: number): string => Array.from({ length: Math.floor(80 / everyS) }, (_, at) => "hn"[Math.floor((at * everyS) / 10) % 2] ?? "").join("");

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

  it("say once that somebody has gone, and who comes back as a new cue", () => {
    expect(said("h".repeat(40) + ".".repeat(80))).toEqual(["h 1", "nobody 10.75"]);
    expect(said("h".repeat(40) + "..." + "h".repeat(40))).toEqual(["h 1"]);
    expect(said("h".repeat(40) + ".".repeat(40) + "h".repeat(40)).map((one) => one.split(" ")[0])).toEqual(["h", "nobody", "h"]);
  });

  it.each([0.05, 0.2, 0.34, 0.36, 0.38, 0.55, 0.7, 0.9, 1.2, 2, 3])("come for each of eight changes with a look every %f s", (everyS) => {
    expect(said(turns(everyS), everyS).map((one) => one[0])).toEqual(Array.from("hnhnhnhn"));
  });

  it("come within a second and two looks", () => {
    for (const everyS of [0.34, 0.36, 0.55, 0.7, 1.2])
      said(turns(everyS), everyS).forEach((one, turn) => expect(Number(one.slice(2)) - 10 * turn).toBeLessThanOrEqual(1 + 2 * everyS));
  });

  it("never come of a single look, however slow the server is", () => {
    expect(said("nnhnnhnnhn", 1.2)).toEqual(["n 1.2"]);
    expect(said("hn".repeat(20), 3)).toEqual([]);
  });

  it("don't reach back over a long pause", () => {
    const keeper = new CueKeeper();
    expect([0, 60, 60.5, 61].map((atS) => keeper.see(atS, "h"))).toEqual([null, null, null, "h"]);
  });
});
