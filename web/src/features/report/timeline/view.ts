/** The part of the answer that the timeline shows, in seconds. */
export interface View {
  start: number;
  end: number;
}

export const shortestViewS = 2;

export function wholeView(durationS: number): View {
  return { start: 0, end: Math.max(durationS, 0.1) };
}

/** Keeps the span (as far as it fits) and moves it inside the answer. */
export function clampView(view: View, durationS: number): View {
  const whole = wholeView(durationS);
  const span = Math.min(Math.max(view.end - view.start, Math.min(shortestViewS, whole.end)), whole.end);
  const start = Math.min(Math.max(view.start, 0), whole.end - span);
  return { start, end: start + span };
}

/** Zooms by `factor` (> 1 is nearer) so that the time under the pointer stays where it is. */
export function zoomAt(view: View, factor: number, atS: number, durationS: number): View {
  const span = Math.min(Math.max((view.end - view.start) / factor, shortestViewS), durationS);
  const share = (atS - view.start) / (view.end - view.start);
  const start = atS - share * span;
  return clampView({ start, end: start + span }, durationS);
}

export function panBy(view: View, deltaS: number, durationS: number): View {
  return clampView({ start: view.start + deltaS, end: view.end + deltaS }, durationS);
}

/** Turns the page when the playhead has left the view, and only then. */
export function follow(view: View, timeS: number, durationS: number): View {
  if (timeS >= view.start && timeS <= view.end) return view;
  const span = view.end - view.start;
  return clampView({ start: timeS - span * 0.1, end: timeS + span * 0.9 }, durationS);
}

export function xOf(timeS: number, view: View, widthPx: number): number {
  return ((timeS - view.start) / (view.end - view.start)) * widthPx;
}

export function timeAt(xPx: number, view: View, widthPx: number): number {
  return widthPx <= 0 ? view.start : view.start + (xPx / widthPx) * (view.end - view.start);
}

const steps = [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

/** Round times for the axis, at least `apartPx` from each other. */
export function ticks(view: View, widthPx: number, apartPx = 64): number[] {
  const span = view.end - view.start;
  const step = steps.find((candidate) => (candidate / span) * widthPx >= apartPx) ?? 3600;
  const first = Math.ceil(view.start / step) * step;
  const count = Math.floor((view.end - first) / step + 1e-9) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * step);
}
