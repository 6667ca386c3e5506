import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { paint, withPoint, type Deed, type Stroke } from "./brush";
import { styleOf, type View } from "./focus";

interface Props {
  picture: string;
  area: string | null;
  /** What was painted earlier and sent. */
  earlier: string | null;
  strokes: readonly Stroke[];
  deed: Deed;
  /** The brush's width as a share of the frame's. */
  size: number;
  view: View;
  onStroke: (stroke: Stroke) => void;
  onUndo: () => void;
  canvas: RefObject<HTMLCanvasElement | null>;
}

/** The picture with what is new tinted, to paint on: with a finger, a mouse, a pen, or arrow keys and the space bar. */
export function Easel({ picture, area, earlier, strokes, deed, size: shown, view, onStroke, onUndo, canvas }: Props): ReactNode {
  const { t } = useTranslation("shop");
  const [shape, setShape] = useState<{ width: number; height: number } | null>(null);
  const [growing, setGrowing] = useState<Stroke | null>(null);
  const [here, setHere] = useState<{ x: number; y: number } | null>(null);
  const before = useEarlier(earlier);
  useEffect(() => {
    const context = canvas.current?.getContext("2d", { willReadFrequently: true });
    if (context && shape) paint(context, before, growing ? [...strokes, growing] : strokes);
  }, [canvas, shape, before, strokes, growing]);

  const width = shape?.width ?? 1;
  const size = shown / view.zoom;
  const placeOf = (event: PointerEvent): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * (shape?.height ?? 1) };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = placeOf(event);
    setGrowing({ deed, size: size * width, points: [x, y] });
  };
  const move = (event: PointerEvent): void => {
    const { x, y } = placeOf(event);
    setHere({ x, y });
    setGrowing((stroke) => stroke && withPoint(stroke, x, y));
  };
  const up = (): void => {
    if (growing) onStroke(growing);
    setGrowing(null);
  };
  const key = (event: KeyboardEvent): void => {
    const step = (size * width) / 2;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    const at = here ?? { x: width / 2, y: (shape?.height ?? 1) / 3 };
    if (by) setHere({ x: Math.min(width, Math.max(0, at.x + (by[0] ?? 0))), y: Math.min(shape?.height ?? 1, Math.max(0, at.y + (by[1] ?? 0))) });
    else if (event.key === " ") onStroke({ deed, size: size * width, points: [at.x, at.y] });
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) onUndo();
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative isolate mx-auto w-full overflow-hidden rounded-2xl bg-sunken" style={{ maxWidth: shape ? `calc(${shape.width / shape.height} * 40dvh)` : undefined }}>
      <div className="relative" style={styleOf(view)}>
        <img
          src={picture}
          alt=""
          draggable={false}
          className="block w-full select-none"
          onLoad={(event) => setShape({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })}
        />
        {area && <img src={area} alt="" draggable={false} className="pointer-events-none absolute inset-0 size-full select-none" />}
        {shape && (
          <button
            type="button"
            aria-label={t("brush.canvas")}
            data-testid="brush-canvas"
            onPointerDown={down}
            onPointerMove={move}
            onPointerUp={up}
            onPointerCancel={() => setGrowing(null)}
            onPointerLeave={() => setHere(null)}
            onKeyDown={key}
            className="absolute inset-0 size-full touch-none -outline-offset-4 [&:not(:disabled)]:cursor-none"
          >
            <canvas ref={canvas} width={shape.width} height={shape.height} className="block size-full opacity-50" />
          </button>
        )}
        {here && shape && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute aspect-square -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-white shadow-[0_0_0_1.5px_rgb(0_0_0/0.6)]"
            style={{ left: `${(here.x / shape.width) * 100}%`, top: `${(here.y / shape.height) * 100}%`, width: `${size * 100}%` }}
          />
        )}
      </div>
    </div>
  );
}

function useEarlier(address: string | null): HTMLImageElement | null {
  const [loaded, setLoaded] = useState<HTMLImageElement | null>(null);
  const wanted = useRef(address);
  useEffect(() => {
    wanted.current = address;
    if (address === null) return;
    const image = new Image();
    image.onload = () => {
      if (wanted.current === address) setLoaded(image);
    };
    image.src = address;
  }, [address]);
  return address === null ? null : loaded;
}
