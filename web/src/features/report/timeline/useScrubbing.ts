import { useEffect, useRef, type PointerEvent, type RefObject } from "react";

import type { ReplayClock } from "../clock";

import { panBy, timeAt, zoomAt, type View } from "./view";

interface Scrubbing {
  /** The box whose left edge is the view's start and whose right edge is its end. */
  stage: RefObject<HTMLDivElement | null>;
  clock: ReplayClock;
  view: View;
  setView: (change: (view: View) => View) => void;
  durationS: number;
}

interface Handlers {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: (event: PointerEvent) => void;
  onPointerCancel: (event: PointerEvent) => void;
}

/** Ctrl + wheel (and pinching on a touchpad) zooms, Shift + wheel and sideways scrolling pan. Plain wheels scroll the page. */
function useWheel({ stage, setView, durationS }: Pick<Scrubbing, "stage" | "setView" | "durationS">): void {
  useEffect(() => {
    const box = stage.current?.parentElement;
    if (!box) return;
    const turn = (event: WheelEvent): void => {
      const edges = stage.current?.getBoundingClientRect();
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (!edges || (!event.ctrlKey && Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY)))) return;
      event.preventDefault();
      setView((view) =>
        event.ctrlKey
          ? zoomAt(view, Math.exp(-event.deltaY * 0.004), timeAt(event.clientX - edges.left, view, edges.width), durationS)
          : panBy(view, (sideways / edges.width) * (view.end - view.start), durationS),
      );
    };
    // React's own wheel listener is passive and could not keep the page from zooming.
    box.addEventListener("wheel", turn, { passive: false });
    return () => box.removeEventListener("wheel", turn);
  }, [stage, setView, durationS]);
}

/** Press and drag to move the replay. A finger that moves up or down scrolls the page instead. */
export function useScrubbing({ stage, clock, view, setView, durationS }: Scrubbing): Handlers {
  const held = useRef(false);
  useWheel({ stage, setView, durationS });
  const go = (event: PointerEvent): void => {
    const edges = stage.current?.getBoundingClientRect();
    if (!edges || event.clientX < edges.left - 8) return;
    const time = timeAt(event.clientX - edges.left, view, edges.width);
    clock.seek(Math.min(Math.max(time, 0), durationS));
  };
  const release = (): void => {
    held.current = false;
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      held.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
      go(event);
    },
    onPointerMove: (event) => {
      if (held.current) go(event);
    },
    onPointerUp: release,
    onPointerCancel: release,
  };
}
