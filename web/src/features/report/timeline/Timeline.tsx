import { Minus, Plus } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";
import type { Family } from "@/lib/families";

import type { ReplayClock } from "../clock";
import { CommentMarks } from "../sharing/CommentMarks";
import type { Answer } from "../values";

import { Axis } from "./Axis";
import { FamilyToggles } from "./FamilyToggles";
import { EventLane, TrackLane } from "./Lanes";
import { Overview } from "./Overview";
import { GapMarks, Playhead } from "./Playhead";
import { lanesOf } from "./lanes";
import { useScrubbing } from "./useScrubbing";
import { useWidth } from "./useWidth";
import { follow, wholeView, zoomAt, type View } from "./view";

interface TimelineProps {
  answer: Answer;
  durationS: number;
  clock: ReplayClock;
}

/** The view follows the playhead while the replay runs. */
function useView(clock: ReplayClock, durationS: number): [View, (change: (view: View) => View) => void] {
  const [view, setView] = useState(() => wholeView(durationS));
  useEffect(() => clock.subscribe(() => setView((now) => follow(now, clock.time, durationS))), [clock, durationS]);
  return [view, setView];
}

function Zoom({ onZoom, onWhole, whole }: { onZoom: (factor: number) => void; onWhole: () => void; whole: boolean }): ReactNode {
  const { t } = useTranslation("report");
  return (
    <div className="no-print flex items-center gap-1">
      <Button variant="quiet" size="icon" aria-label={t("timeline.zoomOut")} disabled={whole} onClick={() => onZoom(0.5)}>
        <Minus />
      </Button>
      <Button variant="quiet" size="icon" aria-label={t("timeline.zoomIn")} onClick={() => onZoom(2)}>
        <Plus />
      </Button>
      <Button variant="quiet" size="sm" disabled={whole} onClick={onWhole}>
        {t("timeline.whole")}
      </Button>
    </div>
  );
}

function AllCurves({ all, onChange }: { all: boolean; onChange: (all: boolean) => void }): ReactNode {
  const { t } = useTranslation("report");
  return (
    <Button variant="quiet" size="sm" className="no-print -mx-3 text-accent" aria-pressed={all} onClick={() => onChange(!all)}>
      {t(all ? "timeline.fewer" : "timeline.all")}
    </Button>
  );
}

/**
 * All that was measured over one answer, on one clock: press or drag anywhere to go there, zoom with +, − or Ctrl + wheel.
 *
 * The playhead is a slider for keyboards and screen readers; events are also listed in words below the timeline.
 */
export function Timeline({ answer, durationS, clock }: TimelineProps): ReactNode {
  const { t } = useTranslation("report");
  const [view, setView] = useView(clock, durationS);
  const [hidden, setHidden] = useState<ReadonlySet<Family>>(new Set());
  const stage = useRef<HTMLDivElement>(null);
  const width = useWidth(stage);
  const scrub = useScrubbing({ stage, clock, view, setView, durationS });
  const [all, setAll] = useState(false);
  const lanes = useMemo(() => lanesOf(answer, all), [answer, all]);
  const shown = lanes.filter((lane) => !hidden.has(lane.family));
  const zoom = (factor: number): void => setView((now) => zoomAt(now, factor, clock.time >= now.start && clock.time <= now.end ? clock.time : (now.start + now.end) / 2, durationS));
  const whole = view.end - view.start >= durationS - 0.01;
  return (
    <section aria-label={t("timeline.title")} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 className="text-xl">{t("timeline.title")}</h2>
        <Zoom onZoom={zoom} onWhole={() => setView(() => wholeView(durationS))} whole={whole} />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <FamilyToggles families={[...new Set(lanes.map((lane) => lane.family))]} hidden={hidden} onChange={setHidden} />
        <AllCurves all={all} onChange={setAll} />
      </div>
      <div className="rounded-2xl border border-line bg-surface p-3 [--labels:0px] sm:p-4 md:[--labels:11.5rem] lg:[--labels:14rem]">
        <div role="presentation" className="relative cursor-crosshair touch-pan-y select-none" {...scrub}>
          <div ref={stage} className="pointer-events-none absolute inset-y-0 left-(--labels) right-0 z-10">
            <GapMarks gaps={answer.replay?.gaps ?? []} view={view} width={width} />
            <CommentMarks answer={answer.index} view={view} width={width} clock={clock} />
            <Playhead clock={clock} view={view} width={width} durationS={durationS} onZoom={zoom} />
          </div>
          <Axis view={view} width={width} />
          {shown.map((lane) =>
            lane.kind === "track" ? (
              <TrackLane key={lane.key} track={lane.track} view={view} width={width} clock={clock} />
            ) : (
              <EventLane key={lane.key} events={lane.events} view={view} clock={clock} />
            ),
          )}
        </div>
        <Overview answer={answer} view={view} setView={setView} durationS={durationS} clock={clock} />
      </div>
      <p className="no-print hidden text-sm text-muted md:pointer-fine:block">{t("timeline.keys")}</p>
    </section>
  );
}
