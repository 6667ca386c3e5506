import { describe, expect, it } from "vitest";

import { CueChooser, quietMs, shownMs } from "./cues";
import { HabitWatch, type Habit } from "./habits";
import { intervalFor, mostShare } from "./observer";
import { seenOf, type Face, type Seen } from "./seen";

const calm: Face = { box: { x: 0.4, y: 0.3, width: 0.2, height: 0.3 }, yawDeg: 0, pitchDeg: 0, gazeOff: 0.1, cornerLift: 0 };
const onFace = { x: 0.45, y: 0.4, width: 0.1, height: 0.15 };
const inFrontOfChest = { x: 0.45, y: 0.7, width: 0.1, height: 0.15 };

function at(seconds: number, face: Partial<Face> | null = {}, hands: Seen["hands"] = []): Seen {
  return { atMs: 1000 * seconds, face: face && { ...calm, ...face }, hands };
}

/** Two pictures a second from `from` up to `to`. */
function watch(habits: HabitWatch, from: number, to: number, make: (seconds: number) => Seen): Set<Habit> {
  const found = new Set<Habit>();
  for (let s = from; s <= to; s += 0.5) for (const habit of habits.see(make(s))) found.add(habit);
  return found;
}

describe("habits", () => {
  it("count nothing of somebody who sits still, but the time", () => {
    const habits = new HabitWatch();
    expect(watch(habits, 0, 10, (s) => at(s)).size).toBe(0);
    expect(habits.counts).toMatchObject({ watchedS: 10, faceS: 10, away: { times: 0 }, touching: { times: 0 }, swaying: { times: 0 } });
  });

  it("count a hand that stays at the face, not one before the chest", () => {
    const habits = new HabitWatch();
    expect(watch(habits, 0, 5, (s) => at(s, {}, [inFrontOfChest])).size).toBe(0);
    expect(watch(habits, 5.5, 8.5, (s) => at(s, {}, [onFace]))).toContain("touching");
    expect(habits.counts.touching).toEqual({ times: 1, seconds: 3 });
  });

  it("go on over a picture in which the hand wasn't found", () => {
    const habits = new HabitWatch();
    watch(habits, 0, 6, (s) => at(s, {}, s === 2 || s === 3.5 ? [] : [onFace]));
    expect(habits.counts.touching.times).toBe(1);
  });

  it("let a glance aside pass, and count a long look away once", () => {
    const habits = new HabitWatch();
    watch(habits, 0, 2, (s) => at(s, { yawDeg: 40 }));
    watch(habits, 2.5, 4, (s) => at(s));
    expect(habits.counts.away.times).toBe(0);
    watch(habits, 4.5, 9.5, (s) => at(s, { gazeOff: 0.8 }));
    expect(habits.counts.away).toEqual({ times: 1, seconds: 5 });
  });

  it("tell swaying from moving to another place", () => {
    const sway = new HabitWatch();
    const swings = (s: number): Seen => at(s, { box: { ...calm.box, x: 0.4 + 0.06 * Math.sin((2 * Math.PI * s) / 2) } });
    expect(watch(sway, 0.25, 10, swings)).toContain("swaying");
    const moves = new HabitWatch();
    expect(watch(moves, 0, 10, (s) => at(s, { box: { ...calm.box, x: s < 5 ? 0.3 : 0.5 } })).size).toBe(0);
  });

  it("count raised mouth corners against the first seconds of the same face", () => {
    const habits = new HabitWatch();
    watch(habits, 0, 4, (s) => at(s, { cornerLift: 0.2 }));
    watch(habits, 4.5, 6, (s) => at(s, { cornerLift: 0.3 }));
    watch(habits, 6.5, 8, (s) => at(s, { cornerLift: 0.21 }));
    expect(habits.counts.cornersRaisedS).toBe(2);
  });

  it("know nothing of a hole between two pictures", () => {
    const habits = new HabitWatch();
    habits.see(at(0, {}, [onFace]));
    habits.see(at(20, {}, [onFace]));
    expect(habits.counts).toMatchObject({ watchedS: 0, touching: { times: 0, seconds: 0 } });
  });

  it("leave the gaze alone when asked to", () => {
    const habits = new HabitWatch(["touching", "swaying"]);
    expect(watch(habits, 0, 10, (s) => at(s, { yawDeg: 50 })).size).toBe(0);
    expect(habits.counts.away).toEqual({ times: 0, seconds: 0 });
  });
});

describe("cues", () => {
  const both = new Set<Habit>(["swaying", "touching"]);

  it("come one at a time, stand for a while, and are followed by quiet", () => {
    const cues = new CueChooser();
    expect(cues.choose(both, 0)).toBe("touching");
    expect(cues.choose(new Set(["swaying"]), shownMs - 1)).toBe("touching");
    expect(cues.choose(both, shownMs)).toBeNull();
    expect(cues.choose(both, shownMs + quietMs - 1)).toBeNull();
    expect(cues.choose(new Set(["swaying"]), shownMs + quietMs)).toBe("swaying");
    expect(cues.total).toBe(2);
  });
});

describe("what is seen", () => {
  it("is the largest face, with its mouth corners in distances between the eyes", () => {
    const mesh = Array.from({ length: 478 }, () => [0, 0, 0]);
    const place = (index: number, x: number, y: number): unknown => (mesh[index] = [x, y, 0]);
    place(33, 100, 100);
    place(263, 200, 100);
    place(13, 150, 195);
    place(14, 150, 205);
    place(61, 120, 190);
    place(291, 180, 190);
    const corners = (x: number, size: number): number[][] => [[x, x], [x + size, x + size]];
    const small = { faceScore: 0.9, mesh: [], meshRaw: corners(0, 0.1) };
    const large = { faceScore: 0.9, mesh, meshRaw: corners(0.4, 0.3), rotation: { angle: { yaw: Math.PI / 6, pitch: 0 }, gaze: { strength: 0.2 } } };
    const seen = seenOf({ face: [small, large], hand: [{ boxRaw: [0, 0, 0.1, 0.1], score: 0.2 }] }, 5);
    expect(seen.face?.box.width).toBeCloseTo(0.3);
    expect(seen.face?.yawDeg).toBeCloseTo(30);
    expect(seen.face?.cornerLift).toBeCloseTo(0.1);
    expect(seen.hands).toEqual([]);
    expect(seenOf({ face: [], hand: [] }, 5).face).toBeNull();
  });
});

it("looks less often where looking costs more", () => {
  expect(intervalFor(10)).toBe(400);
  expect(200 / intervalFor(200)).toBeCloseTo(mostShare);
});
