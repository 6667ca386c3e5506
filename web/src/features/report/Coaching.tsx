import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Answer } from "./values";

/** What the live coach counted while this was answered; nothing where it was off. */
export function Coaching({ answer }: { answer: Answer }): ReactNode {
  const { t } = useTranslation("report");
  const counted = answer.coaching;
  if (!counted) return null;
  const rows = [
    ["away", counted.away_times, counted.away_s],
    ["touching", counted.touching_times, counted.touching_s],
    ["swaying", counted.swaying_times, counted.swaying_s],
    ["raised", null, counted.corners_raised_s],
  ] as const;
  return (
    <section className="flex flex-col gap-2" data-testid="coaching">
      <h3 className="text-lg">{t("coaching.title")}</h3>
      <dl className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
        {rows.map(([name, times, seconds]) => (
          <div key={name} className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line py-1">
            <dt>{t(`coaching.${name}`)}</dt>
            <dd className="tabular-nums text-muted">
              {times === null ? t("coaching.seconds", { seconds: Math.round(seconds) }) : t("coaching.times", { times, seconds: Math.round(seconds) })}
            </dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">
        {t("coaching.how", { cues: counted.cues, watched: Math.round(counted.watched_s), face: Math.round(counted.face_s) })}
      </p>
    </section>
  );
}
