import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

import { Guide } from "./Guide";
import { side, type Mark, type Stroke } from "./drawing";
import { Ink } from "./ink";
import type { Inked } from "./paint";
import { usePen, type Pen } from "./usePen";
import { zoomedAt, type View } from "./view";

export interface Reference {
  url: string;
  /** How much it shows through, 0 to 1. */
  opacity: number;
}

interface Props {
  ink: Ink | null;
  /** The layer of ink is there. */
  onInk: (ink: Ink) => void;
  marks: readonly Mark[];
  inked: Inked;
  pen: Pen;
  view: View;
  onView: (change: (view: View) => View) => void;
  hasGuide: boolean;
  reference: Reference | null;
  /** What was chosen isn't a picture that the browser shows. */
  onBadReference: () => void;
  onGrow: () => void;
  onStroke: (stroke: Stroke) => void;
}

const sharperFrom = 2;

/** The sheet that is drawn on: paper, the picture beneath, ink, the guide. */
export function Easel({ ink, onInk, marks, inked, pen, view, onView, hasGuide, reference, onBadReference, onGrow, onStroke }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) onInk(new Ink(canvas.current));
  }, [onInk]);
  useEffect(() => ink?.show(marks, inked), [ink, marks, inked]);
  useEffect(() => ink?.sharpen(view.zoom > sharperFrom ? 4 : 2), [ink, view.zoom]);
  useWheelZoom(frame, onView);
  usePen(frame, { ink, pen, marks, view, onView, onGrow, onStroke });
  const tip = useRef<HTMLSpanElement>(null);
  useTip(frame, tip);
  return (
    <div
      ref={frame}
      role="application"
      aria-label={t("canvas.label", { count: marks.length })}
      data-testid="canvas"
      data-marks={marks.length}
      className="relative aspect-square w-full touch-none select-none overflow-hidden rounded-2xl border border-line-strong bg-white shadow-lift [cursor:none]"
    >
      <div className="absolute left-0 top-0 size-full origin-top-left" style={{ transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.zoom})` }}>
        {reference && <img src={reference.url} alt="" draggable={false} onError={onBadReference} style={{ opacity: reference.opacity }} className="pointer-events-none absolute inset-0 size-full object-contain" />}
        <canvas ref={canvas} className="pointer-events-none absolute inset-0 size-full" />
        {hasGuide && <Guide />}
      </div>
      <Tip ref={tip} width={(pen.size / side) * view.zoom} isEraser={pen.tool === "eraser"} />
    </div>
  );
}

/** As wide as the line that would be drawn. */
function Tip({ ref, width, isEraser }: { ref: RefObject<HTMLSpanElement | null>; width: number; isEraser: boolean }): ReactNode {
  return (
    <span
      ref={ref}
      hidden
      aria-hidden="true"
      className={classes("pointer-events-none absolute aspect-square min-w-1.5 -translate-x-1/2 -translate-y-1/2 rounded-full border", isEraser ? "border-black bg-white/60" : "border-white bg-black/70")}
      style={{ width: `${width * 100}%` }}
    />
  );
}

/** The tip goes where the mouse or the pen goes; it is moved by hand, because drawing must not wait for a page to be made anew. */
function useTip(frame: RefObject<HTMLElement | null>, tip: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const follow = (event: PointerEvent): void => {
      if (!tip.current) return;
      const box = element.getBoundingClientRect();
      tip.current.hidden = event.pointerType === "touch";
      tip.current.style.left = `${event.clientX - box.left - element.clientLeft}px`;
      tip.current.style.top = `${event.clientY - box.top - element.clientTop}px`;
    };
    const leave = (): void => {
      if (tip.current) tip.current.hidden = true;
    };
    element.addEventListener("pointermove", follow);
    element.addEventListener("pointerleave", leave);
    return () => {
      element.removeEventListener("pointermove", follow);
      element.removeEventListener("pointerleave", leave);
    };
  }, [frame, tip]);
}

/** Ctrl and the wheel, or two fingers on a touchpad, look closer; the wheel alone scrolls the page as ever. */
function useWheelZoom(frame: RefObject<HTMLDivElement | null>, onView: Props["onView"]): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const turn = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = element.getBoundingClientRect();
      onView((view) => zoomedAt(view, Math.exp(-event.deltaY / 300), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height));
    };
    element.addEventListener("wheel", turn, { passive: false });
    return () => element.removeEventListener("wheel", turn);
  }, [frame, onView]);
}
