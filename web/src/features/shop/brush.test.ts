import { describe, expect, it } from "vitest";

import { isPainted, paint, withPoint, type Stroke } from "./brush";

/** Notes what is drawn, since there is no canvas here. */
function noting(): { context: CanvasRenderingContext2D; told: string[] } {
  const told: string[] = [];
  const context = {
    canvas: { width: 100, height: 80 },
    globalCompositeOperation: "",
    strokeStyle: "",
    fillStyle: "",
    lineWidth: 0,
    clearRect: () => told.push("clear"),
    drawImage: () => told.push("earlier"),
    beginPath: () => undefined,
    moveTo: () => undefined,
    lineTo: (x: number, y: number) => told.push(`to ${x},${y}`),
    arc: (x: number, y: number, r: number) => told.push(`dot ${x},${y} ${r}`),
    fill() {
      told.push(`fill ${context.globalCompositeOperation} ${context.fillStyle}`);
    },
    stroke() {
      told.push(`stroke ${context.globalCompositeOperation} ${context.strokeStyle} ${context.lineWidth}`);
    },
  };
  return { context: context as unknown as CanvasRenderingContext2D, told };
}

describe("painting", () => {
  it("draws what was painted earlier, then each stroke in its colour", () => {
    const { context, told } = noting();
    const line: Stroke = withPoint({ deed: "add", size: 6, points: [1, 2] }, 3, 4);
    paint(context, {} as HTMLImageElement, [line, { deed: "remove", size: 8, points: [5, 6] }, { deed: "erase", size: 2, points: [7, 8] }]);
    expect(told).toEqual([
      "clear",
      "earlier",
      "to 3,4",
      "stroke source-over #00ff00 6",
      "dot 5,6 4",
      "fill source-over #ff0000",
      "dot 7,8 1",
      "fill destination-out #000",
    ]);
  });

  it("knows an empty canvas, soft rims left aside", () => {
    const canvasOf = (...alphas: number[]) =>
      ({ canvas: { width: alphas.length, height: 1 }, getImageData: () => ({ data: alphas.flatMap((alpha) => [0, 255, 0, alpha]) }) }) as unknown as CanvasRenderingContext2D;
    expect(isPainted(canvasOf(0, 90))).toBe(false);
    expect(isPainted(canvasOf(0, 255))).toBe(true);
  });
});
