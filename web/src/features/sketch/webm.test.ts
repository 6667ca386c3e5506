import { describe, expect, it } from "vitest";

import { withDuration } from "./webm";

const bytes = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
const ebml = bytes("1a45dfa38442868101");
const cluster = bytes("1f43b67501ffffffffffffffe78100");
const unknown = bytes("01ffffffffffffff");
const segment = [...bytes("18538067"), ...unknown];
const scale = bytes("2ad7b1830f4240");
const app = bytes("4d80845465737457418454657374");

function info(...told: number[][]): number[] {
  const all = told.flat();
  return [...bytes("1549a966"), 0x80 + all.length, ...all];
}

const film = (...parts: number[][]): Blob => new Blob([new Uint8Array(parts.flat())], { type: "video/webm" });
const read = async (blob: Blob): Promise<number[]> => [...new Uint8Array(await blob.arrayBuffer())];

describe("the length of a recorded film", () => {
  it("is written where players look for it, and nothing else changes", async () => {
    const written = await withDuration(film(ebml, segment, info(scale, app), cluster), 2500);
    const duration = [...bytes("448988"), ...bytes("40a3880000000000")];
    const size = bytes("010000000000").concat(0, duration.length + scale.length + app.length);
    expect(await read(written)).toEqual([...ebml, ...segment, ...bytes("1549a966"), ...size, ...duration, ...scale, ...app, ...cluster]);
    expect(written.type).toBe("video/webm");
  });

  it("counts in the file's own ticks", async () => {
    const tenth = bytes("2ad7b1830186a0"); // 0.1 ms
    const written = await read(await withDuration(film(ebml, segment, info(tenth, app), cluster), 2500));
    const at = ebml.length + segment.length + 4 + 8 + 3;
    expect(new DataView(new Uint8Array(written.slice(at, at + 8)).buffer).getFloat64(0)).toBe(25_000);
  });

  it.each([
    ["that has one", film(ebml, segment, info(scale, bytes("448988409f400000000000")), cluster)],
    ["whose segment has a size", film(ebml, bytes("18538067"), [0x80 + 30], info(scale, app), cluster)],
    ["that isn't WebM", film(bytes("0000002066747970"))],
    ["that is cut off", film(ebml, segment, bytes("1549a966a0"))],
    ["that is empty", film()],
  ])("of a film %s stays as it is", async (_what, given) => {
    expect(await read(await withDuration(given, 2500))).toEqual(await read(given));
  });
});
