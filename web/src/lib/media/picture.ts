/**
 * How large a picture is recorded: as large as the measures like it, and no larger than this machine manages.
 *
 * Without a graphics chip the browser scales, shows and encodes every picture on the same cores that play the interviewer.
 */

export interface PictureSize {
  width: number;
  height: number;
  fps: number;
  bitsPerSecond: number;
}

/** 720p speech needs no more than 1.5 Mbit/s; a phone's uplink carries that. */
const onManyCores: Sizes = [
  { width: 1280, height: 720, fps: 25, bitsPerSecond: 1_500_000 },
  { width: 640, height: 360, fps: 25, bitsPerSecond: 600_000 },
];
/**
 * 4:3, because cameras then cut off the sides and leave the face its size. Every camera has 640 × 480 of its own, while
 * Chromium records what it scaled down itself as large as it was: so the lighter picture comes less often, but evenly.
 */
const onFewCores: Sizes = [
  { width: 640, height: 480, fps: 25, bitsPerSecond: 700_000 },
  { width: 640, height: 480, fps: 15, bitsPerSecond: 500_000 },
];
type Sizes = readonly [PictureSize, PictureSize];

const fewCores = 4;

/** Fewer than this share of the camera's pictures reaching the recorder is too few. */
const enoughShare = 0.7;
/** Fewer pictures than these prove nothing. */
const leastCaptured = 50;

/** How many pictures the camera took, and how many of them reached the recorder. */
export interface PictureCount {
  captured: number;
  delivered: number;
}

/** Whether drawing and recording must share so few cores that what moves on the page costs recorded pictures. */
export function hasFewCores(cores: number = navigator.hardwareConcurrency): boolean {
  return cores <= fewCores;
}

/** The picture to ask for first, and the lighter one to fall back to. */
export function sizesFor(cores: number): Sizes {
  return hasFewCores(cores) ? onFewCores : onManyCores;
}

export function videoConstraints(size: PictureSize): MediaTrackConstraints {
  const upTo = (value: number): ConstrainULongRange => ({ ideal: value, max: value });
  return { width: upTo(size.width), height: upTo(size.height), frameRate: { ideal: size.fps, max: Math.round(1.2 * size.fps) } };
}

let isLighter = false;

/** The picture that this page asks for now. */
export function presentSize(): PictureSize {
  return sizesFor(navigator.hardwareConcurrency)[isLighter ? 1 : 0];
}

/** From now on the lighter picture, also of a camera that is open. False when it is the lighter one already. */
export async function stepDown(stream: MediaStream): Promise<boolean> {
  if (isLighter) return false;
  isLighter = true;
  const constraints = videoConstraints(presentSize());
  await Promise.all(stream.getVideoTracks().map((track) => track.applyConstraints(constraints).catch(() => undefined)));
  return true;
}

/** Only some browsers count (`MediaStreamTrack.stats`). */
interface CountedTrack extends MediaStreamTrack {
  stats?: { totalFrames: number; deliveredFrames: number; discardedFrames: number };
}

/** What the camera did since it was opened; null without a picture, and where the browser does not count. */
export function countPictures(stream: MediaStream): PictureCount | null {
  const track: CountedTrack | undefined = stream.getVideoTracks()[0];
  const stats = track?.stats;
  if (!stats) return null;
  return { captured: stats.totalFrames - stats.discardedFrames, delivered: stats.deliveredFrames };
}

/**
 * Whether so many pictures were lost on the way from the camera that the next answer should be recorded lighter.
 *
 * A camera that takes few pictures itself, as in a dark room, loses none: a lighter picture would not help it.
 */
export function lostTooMany(before: PictureCount | null, after: PictureCount | null): boolean {
  if (!before || !after) return false;
  const captured = after.captured - before.captured;
  return captured >= leastCaptured && after.delivered - before.delivered < enoughShare * captured;
}
