import { expect, it } from "vitest";

import type { Offers } from "./api";
import { fileName, fresh, readLimit, withCut } from "./wishes";

const offers = { jackets: [{ id: "navy", title: "Navy", colour: "#000" }] } as unknown as Offers;

it("puts on the first jacket with a cut, and keeps a chosen one", () => {
  const dressed = withCut(fresh, offers, "classic");
  expect(dressed.suit).toEqual({ jacket: "navy", cut: "classic" });
  const grey = { ...dressed, suit: { jacket: "grey", cut: "classic", tie: "blue" } };
  expect(withCut(grey, offers, "peak").suit).toEqual({ jacket: "grey", cut: "peak", tie: "blue" });
});

it("names files by their size", () => {
  expect(fileName({ ...fresh, size: "3.5x4.5", suffix: "png" }, "photo")).toBe("photo-3.5x4.5.png");
});

it("reads limits of a file's size", () => {
  expect(readLimit(" ")).toBeNull();
  expect(readLimit("200")).toBe(200);
  expect([readLimit("9"), readLimit("2.5"), readLimit("a lot")]).toEqual([undefined, undefined, undefined]);
});
