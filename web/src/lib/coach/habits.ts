import type { Box, Seen } from "./seen";

export const habits = ["touching", "away", "swaying"] as const;
/** A hand at the face; the head or the eyes turned from the screen; the head moving from side to side. */
export type Habit = (typeof habits)[number];

export interface Count {
  times: number;
  seconds: number;
}

/** What was counted over one answer. Seconds are those in which it was seen to happen. */
export interface Counts extends Record<Habit, Count> {
  watchedS: number;
  faceS: number;
  cornersRaisedS: number;
}

/** Head turned or eyes aside by more than this is away: the room's controls and the camera lie within it. */
const awayYawDeg = 22;
const awayPitchDeg = 18;
const awayGaze = 0.55;
/** The mouth's corners stand this much higher than in the first seconds, in distances between the eyes. */
const raised = 0.06;
const handOnFace = 0.15;
/** The head goes to and fro by more than this, in widths of the face, over a few seconds. */
const swayWidths = 0.22;
const swayTurns = 3;
const swayWindowMs = 6000;
/** How long something must last before it counts: a glance aside or a scratch is no habit. */
const lastingMs: Record<Habit, number> = { touching: 1000, away: 3000, swaying: 0 };
/** One picture in five misses a hand that is there: what comes back within this went on. */
const lapseMs = 1200;
/** Two pictures further apart than this have a hole between them, in which nothing is known. */
const holeMs = 5000;
const settlingMs = 4000;

export function noCounts(): Counts {
  const none = (): Count => ({ times: 0, seconds: 0 });
  return { watchedS: 0, faceS: 0, cornersRaisedS: 0, touching: none(), away: none(), swaying: none() };
}

interface Running {
  sinceMs: number;
  lastMs: number;
  isCounted: boolean;
}

/** Turns pictures into habits and counts, one answer at a time. Free of the browser and of clocks: times come with the pictures. */
export class HabitWatch {
  readonly counts = noCounts();
  private last: Seen | null = null;
  private readonly running = new Map<Habit, Running>();
  private readonly places: { atMs: number; x: number; width: number }[] = [];
  private readonly resting: number[] = [];
  private beganMs: number | null = null;

  constructor(private readonly watched: readonly Habit[] = habits) {}

  /** The habits that go on at this picture and have lasted long enough to count. */
  see(seen: Seen): ReadonlySet<Habit> {
    const elapsedMs = this.last ? seen.atMs - this.last.atMs : 0;
    const isHole = elapsedMs > holeMs || elapsedMs < 0;
    if (isHole) this.forget();
    this.beganMs ??= seen.atMs;
    const seconds = isHole ? 0 : elapsedMs / 1000;
    this.last = seen;
    this.counts.watchedS += seconds;
    if (seen.face) this.counts.faceS += seconds;
    if (this.areCornersRaised(seen)) this.counts.cornersRaisedS += seconds;
    const now = this.habitsIn(seen);
    return new Set(this.watched.filter((habit) => this.note(habit, now.has(habit), seen.atMs, seconds)));
  }

  private habitsIn(seen: Seen): Set<Habit> {
    const found = new Set<Habit>();
    const { face, hands } = seen;
    if (!face) return found;
    if (hands.some((hand) => touches(hand, face.box))) found.add("touching");
    if (Math.abs(face.yawDeg) > awayYawDeg || Math.abs(face.pitchDeg) > awayPitchDeg || face.gazeOff > awayGaze) found.add("away");
    if (this.isSwaying(seen.atMs, face.box)) found.add("swaying");
    return found;
  }

  /** True when the habit goes on for long enough; what went before it counted is counted then. */
  private note(habit: Habit, isOn: boolean, atMs: number, seconds: number): boolean {
    const before = this.running.get(habit);
    if (!isOn) {
      if (before && atMs - before.lastMs > lapseMs) this.running.delete(habit);
      return false;
    }
    const run = before ?? { sinceMs: atMs, lastMs: atMs, isCounted: false };
    run.lastMs = atMs;
    this.running.set(habit, run);
    const lastedMs = atMs - run.sinceMs;
    if (lastedMs < lastingMs[habit]) return false;
    const count = this.counts[habit];
    count.seconds += run.isCounted ? seconds : lastedMs / 1000;
    if (!run.isCounted) count.times += 1;
    run.isCounted = true;
    return true;
  }

  private isSwaying(atMs: number, box: Box): boolean {
    this.places.push({ atMs, x: box.x + box.width / 2, width: box.width });
    while ((this.places[0]?.atMs ?? atMs) < atMs - swayWindowMs) this.places.shift();
    return turnsOf(this.places) >= swayTurns;
  }

  /** Against the same person's own first seconds: faces at rest differ by more than a smile. */
  private areCornersRaised({ atMs, face }: Seen): boolean {
    if (!face) return false;
    if (atMs - (this.beganMs ?? atMs) < settlingMs) {
      this.resting.push(face.cornerLift);
      return false;
    }
    const rest = median(this.resting);
    return rest !== null && face.cornerLift - rest > raised;
  }

  private forget(): void {
    this.running.clear();
    this.places.length = 0;
  }
}

/** A good part of the hand lies on the face; one before the chest whose fingers reach the chin doesn't count. */
function touches(hand: Box, face: Box): boolean {
  const overlap = (a: number, aSize: number, b: number, bSize: number): number => Math.max(0, Math.min(a + aSize, b + bSize) - Math.max(a, b));
  const shared = overlap(hand.x, hand.width, face.x, face.width) * overlap(hand.y, hand.height, face.y, face.height);
  return shared > handOnFace * hand.width * hand.height;
}

/** How often the middle of the face turned back after moving by more than the threshold. */
function turnsOf(places: readonly { x: number; width: number }[]): number {
  const [first] = places;
  if (!first) return 0;
  let turns = 0;
  let direction = 0;
  let extreme = first.x;
  for (const { x, width } of places) {
    const moved = (x - extreme) / width;
    if (direction === 0 ? Math.abs(moved) > swayWidths : moved * direction < -swayWidths) {
      if (direction !== 0) turns += 1;
      direction = Math.sign(moved);
      extreme = x;
    } else if (direction === 0 ? false : moved * direction > 0) extreme = x;
  }
  return turns;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
