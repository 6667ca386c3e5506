import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { familyColor } from "@/lib/families";
import { clockTime } from "@/lib/figures";

import type { ReplayClock } from "./clock";
import type { Moment } from "./values";
import { useSay } from "./words";

/** Blinks are counted, not visited: hundreds of lines would hide the rest. */
function isWorthListing(event: Moment): boolean {
  return !event.key.includes("blink");
}

/** Every event in words, in order of time: the timeline for those who cannot see or point at it. */
export function Moments({ events, clock }: { events: Moment[]; clock: ReplayClock }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  const listed = events.filter(isWorthListing).sort((one, other) => one.start_s - other.start_s);
  if (listed.length === 0) return null;
  return (
    <details className="mt-2">
      <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">{t("moments.title", { count: listed.length })}</summary>
      <ul className="grid gap-x-6 sm:grid-cols-2 lg:grid-cols-3">
        {listed.map((event) => (
          <li key={`${event.key} ${event.start_s}`}>
            <button type="button" onClick={() => clock.seek(event.start_s)} className="flex min-h-11 w-full items-center gap-3 rounded-lg px-2 text-left hover:bg-sunken">
              <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full" style={{ background: familyColor(event.family) }} />
              <span className="w-12 shrink-0 tabular-nums text-muted">{clockTime(event.start_s)}</span>
              <span className="min-w-0 grow">{say(event.title)}</span>
              <span className="shrink-0 text-sm tabular-nums text-muted">{t("moments.seconds", { seconds: (event.end_s - event.start_s).toFixed(1) })}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
