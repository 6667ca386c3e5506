/** What a drawing consists of, and how it changes. The same shapes as src/visavis/drawings/document.py. */

export interface Stroke {
  kind: "stroke";
  tool: Tool;
  /** The line's width at pressure 0.5, in the drawing's own units. */
  size: number;
  /** Also drawn on the other side of the middle. */
  mirrored: boolean;
  /** x, y, pressure 0–1 and milliseconds since the drawing began, again and again. */
  points: number[];
}

/** A picture of lines that was laid in; it covers what was there. */
export interface Laid {
  kind: "picture";
  picture: string;
}

export interface Cleared {
  kind: "clear";
}

export type Tool = "brush" | "eraser";
export type Mark = Stroke | Laid | Cleared;

/** The drawing's side in its own units. */
export const side = 512;
export const numbersAPoint = 4;
/** The server takes no more. */
export const mostMarks = 5000;

/** What was made, and what was undone and can come back. */
export interface History {
  marks: readonly Mark[];
  undone: readonly Mark[];
}

export const emptyHistory: History = { marks: [], undone: [] };

export function withMark({ marks }: History, mark: Mark): History {
  return marks.length < mostMarks ? { marks: [...marks, mark], undone: [] } : { marks, undone: [] };
}

export function undo({ marks, undone }: History): History {
  const last = marks.at(-1);
  return last ? { marks: marks.slice(0, -1), undone: [...undone, last] } : { marks, undone };
}

export function redo({ marks, undone }: History): History {
  const next = undone.at(-1);
  return next ? { marks: [...marks, next], undone: undone.slice(0, -1) } : { marks, undone };
}

/** Clearing is a mark like others, so that it can be undone; clearing nothing is none. */
export function cleared(history: History): History {
  return isBlank(history.marks) ? history : withMark(history, { kind: "clear" });
}

/** Whether nothing is to be seen: no ink since the last clearing. */
export function isBlank(marks: readonly Mark[]): boolean {
  const sinceCleared = marks.slice(marks.findLastIndex((mark) => mark.kind === "clear") + 1);
  return !sinceCleared.some((mark) => mark.kind === "picture" || (mark.kind === "stroke" && mark.tool === "brush"));
}

/** How many milliseconds the drawing has been drawn on, so that the next stroke's clock goes on from there. */
export function drawnMs(marks: readonly Mark[]): number {
  const last = marks.findLast((mark) => mark.kind === "stroke");
  return last?.points.at(-1) ?? 0;
}

/** The pictures that have to be there before it can be shown. */
export function picturesOf(marks: readonly Mark[]): string[] {
  return [...new Set(marks.flatMap((mark) => (mark.kind === "picture" ? [mark.picture] : [])))];
}
