import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { clockTime } from "@/lib/figures";

import { useClockTime, type ReplayClock } from "../clock";
import type { Answer } from "../values";

import { xOf, type View } from "./view";

interface PlayheadProps {
  clock: ReplayClock;
  view: View;
  width: number;
  durationS: number;
  onZoom: (factor: number) => void;
}

function useKeys({ clock, durationS, onZoom }: Pick<PlayheadProps, "clock" | "durationS" | "onZoom">): (event: KeyboardEvent) => void {
  return (event) => {
    const step = event.shiftKey ? 5 : 1;
    const moves: Record<string, () => void> = {
      ArrowLeft: () => clock.seek(clock.time - step),
      ArrowDown: () => clock.seek(clock.time - step),
      ArrowRight: () => clock.seek(Math.min(clock.time + step, durationS)),
      ArrowUp: () => clock.seek(Math.min(clock.time + step, durationS)),
      PageUp: () => clock.seek(Math.min(clock.time + 10, durationS)),
      PageDown: () => clock.seek(clock.time - 10),
      Home: () => clock.seek(0),
      End: () => clock.seek(durationS),
      "+": () => onZoom(2),
      "=": () => onZoom(2),
      "-": () => onZoom(0.5),
      " ": () => clock.toggle(),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
}

/** The line where the replay is. Moved without redrawing the lanes. */
export function Playhead({ clock, view, width, durationS, onZoom }: PlayheadProps): ReactNode {
  const { t } = useTranslation("report");
  const line = useRef<HTMLDivElement>(null);
  const spoken = useClockTime(clock, 1);
  useEffect(() => {
    const move = (): void => {
      const x = xOf(clock.time, view, width);
      if (!line.current) return;
      line.current.style.transform = `translateX(${x}px)`;
      line.current.style.visibility = x >= -1 && x <= width + 1 ? "visible" : "hidden";
    };
    move();
    return clock.subscribe(move);
  }, [clock, view, width]);
  return (
    <div ref={line} className="absolute inset-y-0 left-0 w-0">
      <div className="absolute -top-1 bottom-0 -left-px w-0.5 bg-accent" />
      <div
        role="slider"
        tabIndex={0}
        aria-label={t("timeline.position")}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationS)}
        aria-valuenow={Math.round(spoken)}
        aria-valuetext={clockTime(spoken)}
        onKeyDown={useKeys({ clock, durationS, onZoom })}
        className="pointer-events-auto absolute -left-2 -top-3 size-4 rounded-full border-2 border-surface bg-accent"
      />
    </div>
  );
}

/** Where recording was interrupted. */
export function GapMarks({ gaps, view, width }: { gaps: NonNullable<Answer["replay"]>["gaps"]; view: View; width: number }): ReactNode {
  const { t } = useTranslation("report");
  return gaps
    .filter((gap) => gap.at_s >= view.start && gap.at_s <= view.end)
    .map((gap) => (
      <div
        key={gap.at_s}
        title={gap.lost_s === null ? t("timeline.gap") : t("timeline.gapLost", { seconds: gap.lost_s.toFixed(1) })}
        className="pointer-events-auto absolute inset-y-0 w-1.5 -translate-x-1/2 bg-[repeating-linear-gradient(135deg,var(--warn)_0_2px,transparent_2px_5px)]"
        style={{ left: xOf(gap.at_s, view, width) }}
      />
    ));
}
