// @vitest-environment node
import { describe, expect, it, vi } from "vitest";

import { countPictures, lostTooMany, presentSize, sizesFor, stepDown, videoConstraints, type PictureSize } from "./picture";

const none = { captured: 0, delivered: 0 };

/** A camera's track that keeps what is asked of it. */
function aCamera(stats?: object): { stream: MediaStream; asked: MediaTrackConstraints[] } {
  const asked: MediaTrackConstraints[] = [];
  const track = { stats, applyConstraints: (wish: MediaTrackConstraints) => Promise.resolve(void asked.push(wish)) };
  return { stream: { getVideoTracks: () => [track] } as unknown as MediaStream, asked };
}

describe("the size of the picture", () => {
  it.each([1, 2, 4])("is small on %d cores", (cores) => {
    expect(sizesFor(cores)[0]).toMatchObject({ width: 640, height: 480 });
  });

  it("is what the measures like on many cores", () => {
    expect(sizesFor(8)[0]).toMatchObject({ width: 1280, height: 720, fps: 25 });
  });

  it.each([2, 8])("falls back to less of the same shape on %d cores", (cores) => {
    const [first, lighter] = sizesFor(cores);
    const load = (size: PictureSize): number => size.width * size.height * size.fps;
    expect(lighter.width / lighter.height).toBeCloseTo(first.width / first.height);
    expect(load(lighter)).toBeLessThan(0.7 * load(first));
    expect(lighter.bitsPerSecond).toBeLessThan(first.bitsPerSecond);
    expect(lighter.fps).toBeGreaterThanOrEqual(15); // a blink lasts 0.1 s and more
  });

  it("changes once, for the camera that is open and for those opened later", async () => {
    vi.stubGlobal("navigator", { hardwareConcurrency: 2 });
    expect(presentSize()).toBe(sizesFor(2)[0]);
    const { stream, asked } = aCamera();
    expect(await stepDown(stream)).toBe(true);
    expect(asked).toEqual([videoConstraints(sizesFor(2)[1])]);
    expect(presentSize()).toBe(sizesFor(2)[1]);
    expect(await stepDown(stream)).toBe(false);
    expect(asked).toHaveLength(1);
  });
});

describe("pictures on their way to the recorder", () => {
  it("are counted without those that the camera took beyond what was asked", () => {
    const { stream } = aCamera({ totalFrames: 300, discardedFrames: 50, deliveredFrames: 240 });
    expect(countPictures(stream)).toEqual({ captured: 250, delivered: 240 });
  });

  it("are unknown where the browser does not count, and never too few then", () => {
    expect(countPictures(aCamera().stream)).toBeNull();
    expect(lostTooMany(null, { captured: 300, delivered: 10 })).toBe(false);
  });

  it("are too few when a busy machine loses a third of them", () => {
    expect(lostTooMany(none, { captured: 300, delivered: 200 })).toBe(true);
    expect(lostTooMany(none, { captured: 300, delivered: 290 })).toBe(false);
  });

  it("are not lost when a dark room makes the camera slow, nor in a moment", () => {
    expect(lostTooMany(none, { captured: 75, delivered: 75 })).toBe(false);
    expect(lostTooMany(none, { captured: 20, delivered: 5 })).toBe(false);
  });
});
