import { describe, expect, it } from "vitest";

import { bringAll, counts, enlisted, type Change, type Outcome } from "./bringing";

describe("bringing files", () => {
  it("gives each file its own outcome, in order", async () => {
    const files = ["a.jpg", "b.txt", "c.png"].map((name) => new File(["x"], name));
    let outcomes: Outcome[] = enlisted(
      files.map((file) => file.name),
      7,
    );
    const states: string[] = [];
    const tell = (change: Change): void => {
      outcomes = change(outcomes);
      states.push(outcomes.map((one) => one.state[0]).join(""));
    };
    await bringAll(files, 7, (file) => (file.name === "b.txt" ? Promise.reject(new Error("not a picture")) : Promise.resolve()), tell);
    expect(states).toEqual(["sww", "tww", "tsw", "trw", "trs", "trt"]);
    expect(outcomes.map((one) => one.reason)).toEqual([null, "not a picture", null]);
    expect(counts(outcomes)).toEqual({ taken: 2, refused: 1, left: 0 });
  });
});
