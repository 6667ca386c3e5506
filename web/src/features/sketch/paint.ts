/** Marks become ink on a canvas whose units are the drawing's own. */
import { numbersAPoint, side, type Mark, type Stroke } from "./drawing";

/** The line's width where the pen pressed so much; src/visavis/drawings/rendering.py does the same. */
export function widthOf(size: number, pressure: number): number {
  return size * (0.4 + 1.2 * Math.min(1, Math.max(0, pressure)));
}

interface Place {
  x: number;
  y: number;
  pressure: number;
}

/** Ink that has been made of a picture of lines: black, as opaque as the picture is dark. */
export type Inked = ReadonlyMap<string, CanvasImageSource>;

export function paintMark(context: CanvasRenderingContext2D, mark: Mark, inked: Inked): void {
  if (mark.kind === "stroke") {
    paintStroke(context, mark);
    return;
  }
  context.clearRect(0, 0, side, side);
  const picture = mark.kind === "picture" ? inked.get(mark.picture) : undefined;
  if (picture) context.drawImage(picture, 0, 0, side, side);
}

/** The stroke from its point `first` on: a line that grows is painted bit by bit. */
export function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, first = 0): void {
  context.save();
  context.globalCompositeOperation = stroke.tool === "eraser" ? "destination-out" : "source-over";
  context.strokeStyle = "#000";
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const flip of stroke.mirrored ? [false, true] : [false]) {
    for (let index = first; index < stroke.points.length / numbersAPoint; index++) paintStep(context, stroke, index, flip);
  }
  context.restore();
}

/** From the middle of the step before to the middle of this one, bent around the point between, then straight on. */
function paintStep(context: CanvasRenderingContext2D, stroke: Stroke, index: number, flip: boolean): void {
  const here = place(stroke, index, flip);
  const before = place(stroke, Math.max(0, index - 1), flip);
  const earlier = place(stroke, Math.max(0, index - 2), flip);
  const start = middle(earlier, before);
  const turn = middle(before, here);
  context.lineWidth = widthOf(stroke.size, here.pressure);
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.quadraticCurveTo(before.x, before.y, turn.x, turn.y);
  context.lineTo(here.x, here.y);
  context.stroke();
}

function place(stroke: Stroke, index: number, flip: boolean): Place {
  const [x = 0, y = 0, pressure = 0.5] = stroke.points.slice(index * numbersAPoint, index * numbersAPoint + 3);
  return { x: flip ? side - x : x, y, pressure };
}

function middle(one: Place, other: Place): Place {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, pressure: other.pressure };
}

/** A picture of dark lines on white as ink, so that it can be erased and drawn upon like any other. */
export async function inkOf(url: string): Promise<CanvasImageSource> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
  const context = canvas.getContext("2d");
  if (!context) return picture;
  context.drawImage(picture, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < pixels.data.length; at += 4) {
    pixels.data[at + 3] = 255 - (pixels.data[at] ?? 255);
    pixels.data[at] = pixels.data[at + 1] = pixels.data[at + 2] = 0;
  }
  context.putImageData(pixels, 0, 0);
  return canvas;
}
