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

/** 720p speech needs no more than 1.5 Mbit/s; a phone's uplink carries that. Fewer pixels rather than fewer pictures: blinks and turns need the pictures, a face fills enough of the pixels. */
const onManyCores: Sizes = [
  { width: 1280, height: 720, fps: 25, bitsPerSecond: 1_500_000 },
  { width: 640, height: 360, fps: 25, bitsPerSecond: 600_000 },
];
/** 4:3, because cameras then cut off the sides and leave the face its size. */
const onFewCores: Sizes = [
  { width: 640, height: 480, fps: 25, bitsPerSecond: 700_000 },
  { width: 480, height: 360, fps: 25, bitsPerSecond: 450_000 },
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

/** The size to ask for first, and the one to fall back to. */
export function sizesFor(cores: number): Sizes {
  return hasFewCores(cores) ? onFewCores : onManyCores;
}

export function videoConstraints(size: PictureSize): MediaTrackConstraints {
  return { width: { ideal: size.width }, height: { ideal: size.height }, frameRate: { ideal: size.fps, max: 30 } };
}

let isSmaller = false;

/** The size that this page asks for now. */
export function presentSize(): PictureSize {
  return sizesFor(navigator.hardwareConcurrency)[isSmaller ? 1 : 0];
}

/** From now on the smaller size, also for a camera that is open. False when it is the smaller one already. */
export async function stepDown(stream: MediaStream): Promise<boolean> {
  if (isSmaller) return false;
  isSmaller = true;
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
 * Whether so many pictures were lost on the way from the camera that the next answer should be recorded smaller.
 *
 * A camera that takes few pictures itself, as in a dark room, loses none: a smaller picture would not help it.
 */
export function lostTooMany(before: PictureCount | null, after: PictureCount | null): boolean {
  if (!before || !after) return false;
  const captured = after.captured - before.captured;
  return captured >= leastCaptured && after.delivered - before.delivered < enoughShare * captured;
}
