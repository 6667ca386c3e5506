import { useRef, type PointerEvent, type ReactNode } from "react";

import { familyColor } from "@/lib/families";

import { useClockTime, type ReplayClock } from "../clock";
import type { Answer } from "../values";

import { panBy, type View } from "./view";

interface OverviewProps {
  answer: Answer;
  view: View;
  setView: (change: (view: View) => View) => void;
  durationS: number;
  clock: ReplayClock;
}

/** Events that are everywhere would only paint the strip one colour. */
const tooMany = 40;

function Ticks({ answer, durationS }: { answer: Answer; durationS: number }): ReactNode {
  const counts = new Map<string, number>();
  for (const event of answer.events) counts.set(event.key, (counts.get(event.key) ?? 0) + 1);
  return answer.events
    .filter((event) => (counts.get(event.key) ?? 0) < tooMany && !event.key.includes("blink"))
    .map((event) => (
      <span
        key={`${event.key} ${event.start_s}`}
        className="absolute inset-y-1.5 min-w-0.5 rounded-sm opacity-70"
        style={{ left: `${(event.start_s / durationS) * 100}%`, width: `${((event.end_s - event.start_s) / durationS) * 100}%`, background: familyColor(event.family) }}
      />
    ));
}

function Here({ clock, durationS }: { clock: ReplayClock; durationS: number }): ReactNode {
  const time = useClockTime(clock, 0.25);
  return <span className="absolute inset-y-0 w-0.5 bg-accent" style={{ left: `${(time / durationS) * 100}%` }} />;
}

/** The whole answer in one strip; the window shows what the lanes show and can be dragged. */
export function Overview({ answer, view, setView, durationS, clock }: OverviewProps): ReactNode {
  const strip = useRef<HTMLDivElement>(null);
  const grabbed = useRef<number | null>(null);
  if (view.end - view.start >= durationS - 0.01) return null;
  const timeUnder = (event: PointerEvent): number => {
    const edges = strip.current?.getBoundingClientRect();
    return edges ? ((event.clientX - edges.left) / edges.width) * durationS : 0;
  };
  const drag = (event: PointerEvent): void => {
    if (grabbed.current === null) return;
    const at = timeUnder(event);
    const delta = at - grabbed.current;
    grabbed.current = at;
    setView((now) => panBy(now, delta, durationS));
  };
  const grab = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = timeUnder(event);
    grabbed.current = at;
    if (at < view.start || at > view.end) setView((now) => panBy(now, at - (now.start + now.end) / 2, durationS));
  };
  return (
    <div
      ref={strip}
      role="presentation"
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => (grabbed.current = null)}
      onPointerCancel={() => (grabbed.current = null)}
      className="no-print relative ml-(--labels) mt-3 h-9 cursor-grab touch-pan-y overflow-hidden rounded-lg bg-sunken active:cursor-grabbing"
    >
      <Ticks answer={answer} durationS={durationS} />
      <span
        className="absolute inset-y-0 rounded-lg border-2 border-accent bg-accent/10"
        style={{ left: `${(view.start / durationS) * 100}%`, width: `${((view.end - view.start) / durationS) * 100}%` }}
      />
      <Here clock={clock} durationS={durationS} />
    </div>
  );
}
