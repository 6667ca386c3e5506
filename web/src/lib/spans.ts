/** Places in a text as the server counts them: in Unicode code points, not in the UTF-16 units of a JavaScript string. */
export interface Span {
  start: number;
  end: number;
}

export function sliceOf(text: string, span: Span): string {
  return Array.from(text).slice(span.start, span.end).join("");
}

/** The same place in UTF-16 units, for text fields. */
export function unitsOf(text: string, span: Span): Span {
  const points = Array.from(text);
  const start = points.slice(0, span.start).join("").length;
  return { start, end: start + points.slice(span.start, span.end).join("").length };
}
