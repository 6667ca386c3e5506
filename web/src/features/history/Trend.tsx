import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { components } from "@/client/schema";
import { familyColor } from "@/lib/families";
import { dateWords, figure } from "@/lib/figures";
import { paths } from "@/lib/paths";

type Measure = components["schemas"]["MeasurePart"];
type Point = components["schemas"]["ProgressPoint"];

const width = 420;
const height = 120;
const edge = 10;

function scales(measure: Measure, points: Point[]): { x: (index: number) => number; y: (value: number) => number } {
  const all = [...points.map((point) => point.value), ...[measure.norm?.low, measure.norm?.high].filter((one): one is number => typeof one === "number")];
  const least = Math.min(...all);
  const most = Math.max(...all);
  // What never changed is drawn as a level line in the middle.
  const low = least === most ? least - 1 : least;
  const span = least === most ? 2 : most - least;
  return {
    x: (index) => (points.length === 1 ? width / 2 : edge + (index / (points.length - 1)) * (width - 2 * edge)),
    y: (value) => height - edge - ((value - low) / span) * (height - 2 * edge),
  };
}

function Band({ measure, y }: { measure: Measure; y: (value: number) => number }): ReactNode {
  const { norm } = measure;
  if (!norm || (norm.low === null && norm.high === null)) return null;
  const top = norm.high === null ? 0 : y(norm.high);
  const foot = norm.low === null ? height : y(norm.low);
  return <rect x="0" width={width} y={Math.min(top, foot)} height={Math.max(1, Math.abs(foot - top))} fill="var(--accent-soft)" opacity=".7" />;
}

/** One measure over one's answers, oldest first. Each dot leads to its report. */
export function Trend({ measure, points }: { measure: Measure; points: Point[] }): ReactNode {
  const { t, i18n } = useTranslation("history");
  const [picked, setPicked] = useState(points.length - 1);
  const { x, y } = scales(measure, points);
  const shown = points[picked];
  const title = i18n.language === "en" ? measure.title.en : measure.title.ko;
  if (!shown) return null;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-base">{title}</h3>
        <p className="shrink-0 font-bold tabular-nums">{figure(shown.value, measure.unit)}</p>
      </div>
      <svg viewBox={`0 0 ${width} ${height}`} className="w-full rounded-xl bg-surface" role="group" aria-label={title}>
        <Band measure={measure} y={y} />
        <path d={`M${points.map((point, index) => `${x(index)} ${y(point.value)}`).join("L")}`} fill="none" stroke={familyColor(measure.family)} strokeWidth="2" strokeLinejoin="round" />
        {points.map((point, index) => (
          <Link
            key={`${point.interview_id} ${point.question_index}`}
            to={paths.report(point.interview_id)}
            aria-label={t("time.point", { date: dateWords(point.answered_at), n: point.question_index + 1, value: figure(point.value, measure.unit) })}
            onMouseEnter={() => setPicked(index)}
            onFocus={() => setPicked(index)}
          >
            <circle cx={x(index)} cy={y(point.value)} r="14" fill="transparent" />
            <circle cx={x(index)} cy={y(point.value)} r={index === picked ? 6 : 4} fill={familyColor(measure.family)} stroke="var(--surface)" strokeWidth="2" />
          </Link>
        ))}
      </svg>
      <p className="flex justify-between gap-3 text-sm text-muted">
        <span>{t("time.answerOf", { date: dateWords(shown.answered_at), n: shown.question_index + 1 })}</span>
        <Link to={paths.report(shown.interview_id)} className="link">
          {t("time.open")}
        </Link>
      </p>
    </li>
  );
}
