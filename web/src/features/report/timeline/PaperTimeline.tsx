import { useMemo, useState, type ReactNode } from "react";

import { ReplayClock } from "../clock";
import type { Answer } from "../values";

import { Axis } from "./Axis";
import { EventLane, TrackLane } from "./Lanes";
import { lanesOf } from "./lanes";
import { wholeView } from "./view";

/** The lanes are drawn for this width and stretched to the paper's. */
const drawnWidth = 700;

/** The timeline as it stands, without playhead and controls. */
export function PaperTimeline({ answer, durationS }: { answer: Answer; durationS: number }): ReactNode {
  const [still] = useState(() => new ReplayClock());
  const lanes = useMemo(() => lanesOf(answer, false), [answer]);
  const view = useMemo(() => wholeView(durationS), [durationS]);
  return (
    <div className="break-inside-avoid [--labels:9rem]">
      <Axis view={view} width={drawnWidth} />
      {lanes.map((lane) =>
        lane.kind === "track" ? (
          <TrackLane key={lane.key} track={lane.track} view={view} width={drawnWidth} clock={still} />
        ) : (
          <EventLane key={lane.key} events={lane.events} view={view} clock={still} />
        ),
      )}
    </div>
  );
}
