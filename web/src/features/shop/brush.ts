/** Areas painted over a photo, as strokes that can be undone: green is to be new, red is to stay. */

export type Deed = "add" | "remove" | "erase";

export interface Stroke {
  deed: Deed;
  /** The width, and the points x, y …, in pixels of the picture. */
  size: number;
  points: number[];
}

const colours: Record<Exclude<Deed, "erase">, string> = { add: "#00ff00", remove: "#ff0000" };

export function withPoint(stroke: Stroke, x: number, y: number): Stroke {
  return { ...stroke, points: [...stroke.points, x, y] };
}

/** Draws everything anew: what was painted earlier, then each stroke over those before it. */
export function paint(context: CanvasRenderingContext2D, earlier: CanvasImageSource | null, strokes: readonly Stroke[]): void {
  const { width, height } = context.canvas;
  context.globalCompositeOperation = "source-over";
  context.clearRect(0, 0, width, height);
  if (earlier) context.drawImage(earlier, 0, 0, width, height);
  for (const stroke of strokes) draw(context, stroke);
}

function draw(context: CanvasRenderingContext2D, { deed, size, points }: Stroke): void {
  const [x = 0, y = 0, ...rest] = points;
  // What is added over what is removed takes its place, and the other way round.
  context.globalCompositeOperation = deed === "erase" ? "destination-out" : "source-over";
  context.strokeStyle = context.fillStyle = deed === "erase" ? "#000" : colours[deed];
  context.lineWidth = size;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  if (rest.length === 0) {
    context.arc(x, y, size / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.moveTo(x, y);
  for (let at = 0; at + 1 < rest.length; at += 2) context.lineTo(rest[at] ?? 0, rest[at + 1] ?? 0);
  context.stroke();
}

/** Whether anything is painted at all. */
export function isPainted(context: CanvasRenderingContext2D): boolean {
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 127) return true;
  return false;
}
