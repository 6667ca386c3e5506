import { side, type Mark, type Stroke } from "./drawing";
import { paintMark, paintStroke, type Inked } from "./paint";

/** The layer of ink: a transparent canvas that shows the marks, paints only what is new, and is copied for the server. */
export class Ink {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private shown: readonly Mark[] = [];
  private shownInked: Inked = new Map();
  private growing: Stroke | null = null;

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser draws no canvas");
    this.canvas = canvas;
    this.context = context;
    this.sharpen(2);
  }

  /** So many pixels a unit: more when one looks closer. */
  sharpen(pixelsAUnit: number): void {
    if (this.canvas.width === side * pixelsAUnit) return;
    this.canvas.width = this.canvas.height = side * pixelsAUnit;
    this.context.setTransform(pixelsAUnit, 0, 0, pixelsAUnit, 0, 0);
    this.repaint();
  }

  show(marks: readonly Mark[], inked: Inked): void {
    const before = this.shown;
    const last = marks.at(-1);
    const isOneMore = marks.length === before.length + 1 && inked === this.shownInked && before.every((mark, index) => mark === marks[index]);
    const isFinished = last !== undefined && last === this.growing;
    this.shown = marks;
    this.shownInked = inked;
    if (isFinished) this.growing = null;
    if (isOneMore && isFinished) return;
    if (isOneMore && last && !this.growing) paintMark(this.context, last, inked);
    else this.repaint();
  }

  /** A stroke under the hand, whose points from `first` on are new. */
  grow(stroke: Stroke, first: number): void {
    this.growing = stroke;
    paintStroke(this.context, stroke, first);
  }

  /** The stroke under the hand is none after all. */
  dropGrowing(): void {
    this.growing = null;
    this.repaint();
  }

  /** What is to be seen now, the stroke under the hand included, as a PNG: on white, or transparent. */
  async picture(sidePx: number, paper: "white" | "none"): Promise<Blob> {
    const copy = new OffscreenCanvas(sidePx, sidePx);
    const context = copy.getContext("2d");
    if (!context) throw new Error("this browser draws no canvas");
    if (paper === "white") {
      context.fillStyle = "#fff";
      context.fillRect(0, 0, sidePx, sidePx);
    }
    context.imageSmoothingQuality = "high";
    context.drawImage(this.canvas, 0, 0, sidePx, sidePx);
    return copy.convertToBlob({ type: "image/png" });
  }

  private repaint(): void {
    this.context.clearRect(0, 0, side, side);
    for (const mark of this.shown) paintMark(this.context, mark, this.shownInked);
    if (this.growing) paintStroke(this.context, this.growing);
  }
}
