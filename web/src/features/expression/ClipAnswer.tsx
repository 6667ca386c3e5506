import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components";
import { clockTime } from "@/lib/figures";

import { Bars } from "./Bars";
import { Moment, Player, usePlayer, type Seek } from "./Player";
import type { About, Clip, ClipPerson } from "./api";

/** What everybody in a clip looked like over time, and where the mouth corners say otherwise; beside the clip itself. */
export function ClipAnswer({ about, file, clip }: { about: About; file: File; clip: Clip }): ReactNode {
  const { t } = useTranslation("expression");
  const playing = usePlayer();
  const go = playing.isBroken ? null : playing.seek;
  return (
    <div className="flex flex-col gap-8" data-testid="clip">
      {playing.isBroken ? <Notice>{t("clip.unplayed", { name: file.name })}</Notice> : <Player file={file} playing={playing} />}
      {clip.people.map((person, at) => (
        <section key={at} className="grid gap-6 md:grid-cols-[minmax(0,3fr)_minmax(17rem,2fr)]">
          <Curves about={about} person={person} durationS={clip.duration_s} onSeek={go} />
          <div className="flex flex-col gap-3">
            <h3 className="text-lg">{clip.people.length > 1 ? t("clip.person", { n: at + 1 }) : t("clip.summary")}</h3>
            <Bars about={about} shares={person.shares} told={null} />
            {person.nobody_seen > 0 && <p className="text-sm" data-testid="nobody">{t("clip.nobody", { percent: Math.round(100 * person.nobody_seen), looks: person.looks })}</p>}
            <p className="text-sm text-muted">{t(person.nobody_seen > 0 ? "clip.cantTellSeen" : "clip.cantTell", { percent: Math.round(100 * (person.cant_tell ?? 0)), looks: person.looks })}</p>
          </div>
        </section>
      ))}
      {clip.smiles && <Smiles smiles={clip.smiles} onSeek={go} />}
      {clip.smiles_not_measured && <Notice>{clip.smiles_not_measured}</Notice>}
    </div>
  );
}

const height = 90;
const width = 1000;

/** One curve for each class on the clip's clock; holes where the model gave no answer. */
function Curves({ about, person, durationS, onSeek }: { about: About; person: ClipPerson; durationS: number; onSeek: Seek | null }): ReactNode {
  const { t } = useTranslation("expression");
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {about.classes.map(({ id, title }) => (
        <figure key={id} className="flex flex-col gap-1">
          <figcaption className="flex justify-between gap-3 text-sm">
            <span>{title}</span>
            <span className="text-muted">0–100 %</span>
          </figcaption>
          <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" className="h-14 w-full rounded-lg bg-sunken" role="img" aria-label={t("clip.curve", { title })}>
            <path d={pathOf(person.times_s, person.probabilities[id] ?? [], durationS)} fill="none" stroke="var(--accent)" strokeWidth="2" strokeLinejoin="round" vectorEffect="non-scaling-stroke" />
          </svg>
        </figure>
      ))}
      <p className="flex justify-between text-sm tabular-nums text-muted">
        <span>0:00</span>
        <span>{clockTime(durationS, true)}</span>
      </p>
      {person.spans.length > 0 && <p className="text-sm font-semibold">{t("clip.spans")}</p>}
      {person.spans.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm" data-testid="spans">
          {person.spans.map((span) => (
            <li key={`${span.start_s} ${span.label}`} className="flex flex-wrap gap-x-3">
              <Moment startS={span.start_s} endS={span.end_s} onSeek={onSeek} />
              <span>
                {span.says} ({Math.round(100 * span.probability)} %)
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Seconds between two looks from which the curve breaks: one and a half of the five a second. */
const longestStepS = 0.301;

function pathOf(times: readonly number[], shares: readonly (number | null)[], durationS: number): string {
  let isDown = false;
  let beforeS = -Infinity;
  const steps = shares.map((share, at) => {
    const time = times[at];
    if (share === null || time === undefined) {
      isDown = false;
      return "";
    }
    if (time - beforeS > longestStepS) isDown = false;
    beforeS = time;
    const step = `${isDown ? "L" : "M"}${((time / durationS) * width).toFixed(1)} ${(height - 4 - share * (height - 8)).toFixed(1)}`;
    isDown = true;
    return step;
  });
  return steps.join("");
}

function Smiles({ smiles, onSeek }: { smiles: NonNullable<Clip["smiles"]>; onSeek: Seek | null }): ReactNode {
  const { t } = useTranslation("expression");
  return (
    <section className="flex flex-col gap-2" data-testid="smiles">
      <h3 className="text-lg">{t("smiles.title")}</h3>
      <p>{t("smiles.agreed", { percent: Math.round(100 * smiles.agreed), looks: smiles.compared })}</p>
      <ul className="flex list-disc flex-col gap-2 pl-5 marker:text-accent">
        {smiles.disagreements.map((one) => (
          <li key={`${one.start_s} ${one.kind}`}>
            <Moment startS={one.start_s} endS={one.end_s} onSeek={onSeek} />{" "}
            {one.why}
          </li>
        ))}
      </ul>
    </section>
  );
}
