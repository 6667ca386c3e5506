/** How a drawing came about, as a short film. */
import { numbersAPoint, side, type Mark, type Stroke } from "./drawing";
import { paintMark, paintStroke, type Inked } from "./paint";
import { withDuration } from "./webm";

/** One moment of the film: points of a mark up to `points` are there by `atMs`. */
export interface Moment {
  mark: number;
  points: number;
  atMs: number;
}

const longestPauseMs = 120;
const stillMs = 250;
const shortestMs = 2000;
const longestMs = 12_000;
export const lastsMs = 1200;

/** When each point is drawn: pauses are cut, and the whole takes 2 to 12 seconds, however long it took by hand. */
export function momentsOf(marks: readonly Mark[]): Moment[] {
  const moments: Moment[] = [];
  let now = 0;
  marks.forEach((mark, index) => {
    if (mark.kind !== "stroke") {
      now += stillMs;
      moments.push({ mark: index, points: 0, atMs: now });
      return;
    }
    now += longestPauseMs;
    for (let point = 0; point < mark.points.length / numbersAPoint; point++) {
      if (point > 0) now += Math.min(longestPauseMs, Math.max(0, timeOf(mark, point) - timeOf(mark, point - 1)));
      moments.push({ mark: index, points: point + 1, atMs: now });
    }
  });
  const factor = now > longestMs ? longestMs / now : now > 0 && now < shortestMs ? Math.min(3, shortestMs / now) : 1;
  return moments.map((moment) => ({ ...moment, atMs: moment.atMs * factor }));
}

function timeOf(stroke: Stroke, point: number): number {
  return stroke.points[point * numbersAPoint + 3] ?? 0;
}

const videoTypes = ["video/mp4;codecs=avc1.42E01E", "video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];

export function lapseType(): string | null {
  if (typeof MediaRecorder === "undefined") return null;
  return videoTypes.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** Draws it again before the browser's own recorder; takes as long as the film lasts. `onProgress` hears 0 to 1. */
export async function filmLapse(marks: readonly Mark[], inked: Inked, onProgress: (share: number) => void): Promise<Blob> {
  const type = lapseType();
  const sheet = document.createElement("canvas");
  const ink = document.createElement("canvas");
  sheet.width = sheet.height = ink.width = ink.height = side;
  const shown = sheet.getContext("2d", { alpha: false });
  const drawn = ink.getContext("2d");
  if (type === null || !shown || !drawn) throw new Error("this browser records no video");
  const show = (): void => {
    shown.fillStyle = "#fff";
    shown.fillRect(0, 0, side, side);
    shown.drawImage(ink, 0, 0);
  };
  show();
  const recorder = new MediaRecorder(sheet.captureStream(30), { mimeType: type, videoBitsPerSecond: 2_500_000 });
  const pieces: Blob[] = [];
  recorder.ondataavailable = (event) => pieces.push(event.data);
  const ended = new Promise<void>((resolve) => (recorder.onstop = () => resolve()));
  recorder.start();
  const startedAt = performance.now();
  await replay(drawn, marks, inked, show, onProgress);
  recorder.stop();
  const lastedMs = performance.now() - startedAt;
  await ended;
  return withDuration(new Blob(pieces, { type: type.split(";")[0] }), lastedMs);
}

async function replay(context: CanvasRenderingContext2D, marks: readonly Mark[], inked: Inked, show: () => void, onProgress: (share: number) => void): Promise<void> {
  const moments = momentsOf(marks);
  const endsMs = (moments.at(-1)?.atMs ?? 0) + lastsMs;
  const startedAt = performance.now();
  let next = 0;
  for (let now = 0; now < endsMs; now = performance.now() - startedAt) {
    for (let moment = moments[next]; moment && moment.atMs <= now; moment = moments[++next]) paintMoment(context, marks, moment, inked);
    show();
    onProgress(now / endsMs);
    await new Promise((resolve) => setTimeout(resolve, 33));
  }
}

function paintMoment(context: CanvasRenderingContext2D, marks: readonly Mark[], moment: Moment, inked: Inked): void {
  const mark = marks[moment.mark];
  if (mark?.kind === "stroke") paintStroke(context, { ...mark, points: mark.points.slice(0, moment.points * numbersAPoint) }, moment.points - 1);
  else if (mark) paintMark(context, mark, inked);
}
