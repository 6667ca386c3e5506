import { useEffect, useState, type CSSProperties } from "react";

/** A rectangle in shares of a picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many times larger a picture is shown than its frame, and where its upper left corner lies, in frames. */
export interface View {
  zoom: number;
  x: number;
  y: number;
}

export const whole: View = { zoom: 1, x: 0, y: 0 };
/** What is looked at fills about half of the frame. */
const filled = 0.5;
const most = 8;
/** Less isn't worth leaving the whole picture for. */
const least = 1.5;

const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** The box in the middle of the frame, as far as the picture's edges allow; the whole picture when the box is large. */
export function viewOn(box: Box): View {
  const zoom = Math.min(most, filled / Math.max(box.width, box.height));
  if (zoom < least) return whole;
  const place = (middle: number): number => within(1 - zoom, 0.5 - zoom * middle, 0);
  return { zoom, x: place(box.x + box.width / 2), y: place(box.y + box.height / 2) };
}

/** What isn't transparent in RGBA pixels; null when everything is. */
export function boxOf({ data, width, height }: Pick<ImageData, "data" | "width" | "height">): Box | null {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let at = 0; at < width * height; at += 1) {
    if (!data[4 * at + 3]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  if (right < 0) return null;
  return { x: left / width, y: top / height, width: (right + 1 - left) / width, height: (bottom + 1 - top) / height };
}

export const styleOf = ({ zoom, x, y }: View): CSSProperties | undefined =>
  zoom === 1 ? undefined : { transform: `translate(${100 * x}%, ${100 * y}%) scale(${zoom})`, transformOrigin: "0 0" };

/** The view on what a picture with transparency shows; the whole until it is known. */
export function useViewOn(area: string | null): View {
  const [view, setView] = useState(whole);
  useEffect(() => {
    if (area === null) return;
    let isWanted = true;
    const image = new Image();
    image.onload = () => {
      const box = boxOf(pixelsOf(image));
      if (isWanted) setView(box ? viewOn(box) : whole);
    };
    image.src = area;
    return () => {
      isWanted = false;
    };
  }, [area]);
  return area === null ? whole : view;
}

const readPx = 256;

function pixelsOf(image: HTMLImageElement): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = readPx;
  const context = canvas.getContext("2d");
  if (!context) return new ImageData(1, 1);
  context.drawImage(image, 0, 0, readPx, readPx);
  return context.getImageData(0, 0, readPx, readPx);
}
