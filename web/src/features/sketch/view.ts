/** Which part of the sheet is seen, and how large. */
export interface View {
  zoom: number;
  /** Where the sheet's upper left corner lies, in shares of the frame's side: 0 at its own corner, negative beyond it. */
  x: number;
  y: number;
}

export const whole: View = { zoom: 1, x: 0, y: 0 };
export const mostZoom = 8;

/** Larger or smaller by a factor, while the point (x, y) of the frame, in shares of its side, stays under the hand. */
export function zoomedAt(view: View, factor: number, x: number, y: number): View {
  const zoom = Math.min(mostZoom, Math.max(1, view.zoom * factor));
  const grown = zoom / view.zoom;
  return within({ zoom, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown });
}

export function panned(view: View, dx: number, dy: number): View {
  return within({ ...view, x: view.x + dx, y: view.y + dy });
}

/** The frame is always covered by the sheet. */
function within({ zoom, x, y }: View): View {
  const bound = (value: number): number => Math.min(0, Math.max(1 - zoom, value));
  return { zoom, x: bound(x), y: bound(y) };
}
