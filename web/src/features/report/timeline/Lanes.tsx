import { memo, useMemo, type ReactNode } from "react";

import { familyColor, type Family } from "@/lib/families";
import { clockTime, figure } from "@/lib/figures";

import { useClockTime, type ReplayClock } from "../clock";
import type { Moment, Track } from "../values";
import { useSay } from "../words";

import { rangeOf, trackPath, valueAt } from "./path";
import type { View } from "./view";

const trackHeight = 44;

function Label({ family, children, readout }: { family: Family; children: ReactNode; readout?: ReactNode }): ReactNode {
  return (
    <div className="pointer-events-none flex items-baseline justify-between gap-2 text-xs max-md:pl-2 md:w-(--labels) md:shrink-0 md:self-center md:pr-4 md:text-sm print:w-(--labels) print:shrink-0 print:self-center print:pr-3 print:text-xs">
      <span className="flex min-w-0 items-baseline gap-1.5">
        <span aria-hidden="true" className="size-2 shrink-0 rounded-full" style={{ background: familyColor(family) }} />
        <span className="leading-tight">{children}</span>
      </span>
      {readout}
    </div>
  );
}

/** The value under the playhead, ten times a second at most. */
function Readout({ track, clock }: { track: Track; clock: ReplayClock }): ReactNode {
  const time = useClockTime(clock, 0.1);
  const value = valueAt(track.times_s, track.values, time);
  return <span className="shrink-0 tabular-nums text-muted print:hidden">{value === null ? "–" : figure(Number(value.toPrecision(2)), track.unit)}</span>;
}

interface LaneProps {
  view: View;
  clock: ReplayClock;
}

export const TrackLane = memo(function TrackLane({ track, view, width, clock }: LaneProps & { track: Track; width: number }): ReactNode {
  const say = useSay();
  const range = useMemo(() => rangeOf(track.values, track.unit), [track]);
  const path = useMemo(() => trackPath(track.times_s, track.values, view, range, { width, height: trackHeight }), [track, view, range, width]);
  const zero = range.low < 0 && range.high > 0 ? (trackHeight * range.high) / (range.high - range.low) : null;
  return (
    <div className="flex flex-col border-t border-line py-1.5 md:flex-row print:flex-row print:py-0.5">
      <Label family={track.family} readout={<Readout track={track} clock={clock} />}>
        {say(track.title)}
      </Label>
      <svg className="w-full grow overflow-hidden" height={trackHeight} viewBox={`0 0 ${width} ${trackHeight}`} preserveAspectRatio="none" aria-hidden="true">
        {zero !== null && <path d={`M0 ${zero}H${width}`} stroke="var(--line)" strokeDasharray="2 4" />}
        <path d={path} fill="none" stroke={familyColor(track.family)} strokeWidth="1.75" strokeLinejoin="round" strokeLinecap="round" vectorEffect="non-scaling-stroke" />
      </svg>
    </div>
  );
});

function Bar({ event, view, clock, name }: LaneProps & { event: Moment; name: string }): ReactNode {
  const span = view.end - view.start;
  const left = ((event.start_s - view.start) / span) * 100;
  const width = ((event.end_s - event.start_s) / span) * 100;
  if (left > 100 || left + width < 0) return null;
  return (
    <button
      type="button"
      // Keyboards use the slider and the list of moments: hundreds of blinks would bury everything else.
      tabIndex={-1}
      aria-hidden="true"
      title={`${name} · ${clockTime(event.start_s, true)}–${clockTime(event.end_s, true)}`}
      onPointerDown={(press) => press.stopPropagation()}
      onClick={() => clock.seek(event.start_s)}
      className="absolute inset-y-1 min-w-1 rounded-full opacity-85 hover:opacity-100"
      style={{ left: `${left}%`, width: `${width}%`, background: familyColor(event.family) }}
    />
  );
}

export const EventLane = memo(function EventLane({ events, view, clock }: LaneProps & { events: Moment[] }): ReactNode {
  const say = useSay();
  const [first] = events;
  if (!first) return null;
  const name = say(first.title);
  return (
    <div className="flex flex-col border-t border-line py-1 md:flex-row print:flex-row print:py-0">
      <Label family={first.family} readout={<span className="tabular-nums text-muted">{events.length}</span>}>
        {name}
      </Label>
      <div className="relative h-5 grow overflow-hidden">
        {events.map((event) => (
          <Bar key={`${event.start_s} ${event.end_s}`} event={event} view={view} clock={clock} name={say(event.title)} />
        ))}
      </div>
    </div>
  );
});
