// @vitest-environment jsdom
import { describe, expect, it, vi, type Mock } from "vitest";

import { ReplayClock } from "./clock";

function player(): { video: HTMLVideoElement; play: Mock } {
  const video = document.createElement("video");
  let time = 0;
  Object.defineProperty(video, "currentTime", {
    get: () => time,
    set: (next: number) => {
      time = next;
      video.dispatchEvent(new Event("seeked"));
    },
  });
  const play = vi.fn(() => Promise.resolve());
  video.play = play;
  return { video, play };
}

describe("ReplayClock", () => {
  it("keeps a moment that was asked for before the player was there", () => {
    const clock = new ReplayClock();
    clock.seek(12.5, true);
    const { video, play } = player();
    clock.attach(video);
    expect(video.currentTime).toBe(12.5);
    expect(play).toHaveBeenCalledOnce();
  });

  it("tells its readers when the player is moved by its own controls", () => {
    const clock = new ReplayClock();
    const { video } = player();
    const detach = clock.attach(video);
    const told = vi.fn();
    clock.subscribe(told);
    video.currentTime = 3;
    expect(clock.time).toBe(3);
    expect(told).toHaveBeenCalled();
    detach();
    video.currentTime = 9;
    expect(clock.time).toBe(3);
  });

  it("never goes before the start", () => {
    const clock = new ReplayClock();
    clock.seek(-2);
    expect(clock.time).toBe(0);
  });
});
