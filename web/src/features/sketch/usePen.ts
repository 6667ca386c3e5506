import { useEffect, useRef, type RefObject } from "react";

import { drawnMs, numbersAPoint, side, type Mark, type Stroke, type Tool } from "./drawing";
import type { Ink } from "./ink";
import { panned, zoomedAt, type View } from "./view";

export interface Pen {
  tool: Tool;
  size: number;
  mirrored: boolean;
}

interface Props {
  ink: Ink | null;
  pen: Pen;
  marks: readonly Mark[];
  view: View;
  onView: (change: (view: View) => View) => void;
  /** A stroke grows: what is seen isn't what it was. */
  onGrow: () => void;
  onStroke: (stroke: Stroke) => void;
}

const leastStep = 0.5;
const tenth = (value: number): number => Math.round(value * 10) / 10;

/** What a hand does over the sheet: a pen, mouse or finger draws, two fingers or the middle button move the sheet. */
class Hand {
  props: Props | null = null;
  private readonly frame: HTMLElement;
  private stroke: Stroke | null = null;
  private strokeAt = 0;
  private startedAt = 0;
  private readonly fingers = new Map<number, { x: number; y: number }>();
  private isPanning = false;
  private hasPen = false;

  constructor(frame: HTMLElement) {
    this.frame = frame;
  }

  down(event: PointerEvent): void {
    this.frame.setPointerCapture(event.pointerId);
    this.hasPen ||= event.pointerType === "pen";
    this.fingers.set(event.pointerId, this.shareOf(event));
    // A hand that rests on the tablet beside the pen draws nothing.
    const moves = event.button === 1 || this.fingers.size > 1 || (this.hasPen && event.pointerType === "touch");
    if (moves) {
      this.isPanning = true;
      this.drop();
    } else if (event.button === 0) this.begin(event);
  }

  move(event: PointerEvent): void {
    if (this.stroke && !this.isPanning) this.grow(event);
    else if (this.fingers.has(event.pointerId)) this.moveSheet(event);
  }

  up(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    const { stroke } = this;
    this.stroke = null;
    if (this.fingers.size === 0) this.isPanning = false;
    if (stroke) this.props?.onStroke(stroke);
  }

  cancel(event: PointerEvent): void {
    this.drop();
    this.up(event);
  }

  private drop(): void {
    if (this.stroke) this.props?.ink?.dropGrowing();
    this.stroke = null;
  }

  private begin(event: PointerEvent): void {
    if (!this.props) return;
    const { pen, marks, ink, onGrow } = this.props;
    this.startedAt = event.timeStamp;
    this.strokeAt = drawnMs(marks) + 1;
    this.stroke = { kind: "stroke", tool: pen.tool, size: pen.size, mirrored: pen.mirrored, points: [] };
    this.take(event);
    ink?.grow(this.stroke, 0);
    onGrow();
  }

  private grow(event: PointerEvent): void {
    const { stroke } = this;
    if (!stroke || !this.fingers.has(event.pointerId)) return;
    const first = stroke.points.length / numbersAPoint;
    const between = event.getCoalescedEvents();
    for (const one of between.length > 0 ? between : [event]) this.take(one);
    if (stroke.points.length / numbersAPoint === first) return;
    this.props?.ink?.grow(stroke, first);
    this.props?.onGrow();
  }

  private take(event: PointerEvent): void {
    if (!this.stroke || !this.props) return;
    const { points } = this.stroke;
    const at = this.shareOf(event);
    const { zoom, x, y } = this.props.view;
    const here = { x: tenth(((at.x - x) / zoom) * side), y: tenth(((at.y - y) / zoom) * side) };
    const before = points.slice(-numbersAPoint);
    if (before.length > 0 && Math.hypot(here.x - (before[0] ?? 0), here.y - (before[1] ?? 0)) < leastStep) return;
    const pressure = event.pointerType === "pen" && event.pressure > 0 ? Math.round(event.pressure * 100) / 100 : 0.5;
    points.push(here.x, here.y, pressure, Math.round(this.strokeAt + Math.max(0, event.timeStamp - this.startedAt)));
  }

  private moveSheet(event: PointerEvent): void {
    const before = this.fingers.get(event.pointerId);
    const now = this.shareOf(event);
    this.fingers.set(event.pointerId, now);
    if (!before) return;
    const other = [...this.fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) {
      if (this.isPanning) this.props?.onView((view) => panned(view, now.x - before.x, now.y - before.y));
      return;
    }
    const grown = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(0.01, Math.hypot(before.x - other.x, before.y - other.y));
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    this.props?.onView((view) => panned(zoomedAt(view, grown, middle.x, middle.y), (now.x - before.x) / 2, (now.y - before.y) / 2));
  }

  private shareOf(event: { clientX: number; clientY: number }): { x: number; y: number } {
    const box = this.frame.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
  }
}

/** Lets a hand draw in the frame that the sheet is seen through. */
export function usePen(frame: RefObject<HTMLElement | null>, props: Props): void {
  const hand = useRef<Hand | null>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const made = new Hand(element);
    const listeners = {
      pointerdown: (event: PointerEvent) => made.down(event),
      pointermove: (event: PointerEvent) => made.move(event),
      pointerup: (event: PointerEvent) => made.up(event),
      pointercancel: (event: PointerEvent) => made.cancel(event),
      contextmenu: (event: Event) => event.preventDefault(),
    };
    const each = Object.entries(listeners) as [string, EventListener][];
    for (const [name, listen] of each) element.addEventListener(name, listen);
    hand.current = made;
    return () => {
      for (const [name, listen] of each) element.removeEventListener(name, listen);
    };
  }, [frame]);
  useEffect(() => {
    if (hand.current) hand.current.props = props;
  });
}
