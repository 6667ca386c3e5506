import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { components } from "@/client/schema";
import { familyColor } from "@/lib/families";
import { dateWords, figure, figureParts } from "@/lib/figures";
import { paths } from "@/lib/paths";

import type { Goal } from "./goals";
import { scaleOf, type Scale } from "./scale";

type Measure = components["schemas"]["MeasurePart"];
type Point = components["schemas"]["ProgressPoint"];

const width = 420;
const height = 120;
const edge = 10;

interface Chart extends Scale {
  x: (index: number) => number;
  y: (value: number) => number;
}

function chartOf(measure: Measure, points: Point[], goals: Goal[]): Chart {
  const norm = [measure.norm?.low, measure.norm?.high].filter((one): one is number => typeof one === "number");
  const scale = scaleOf([...points.map((point) => point.value), ...norm, ...goals.map((goal) => goal.target)], measure.unit);
  return {
    ...scale,
    x: (index) => (points.length === 1 ? width / 2 : edge + (index / (points.length - 1)) * (width - 2 * edge)),
    y: (value) => height - edge - ((value - scale.low) / (scale.high - scale.low)) * (height - 2 * edge),
  };
}

/** The marks in figures, beside the drawing so that they don't shrink with it. */
function Marks({ marks, y, unit }: Pick<Chart, "marks" | "y"> & { unit: string }): ReactNode {
  return (
    <div aria-hidden="true" className="relative w-11 shrink-0 text-xs tabular-nums text-muted">
      {marks.map((mark) => {
        const { number, unit: words } = figureParts(mark, unit);
        return (
          <span key={mark} className="absolute right-2 -translate-y-1/2 whitespace-nowrap" style={{ top: `${(y(mark) / height) * 100}%` }}>
            {number}
            {words === "%" && words}
          </span>
        );
      })}
    </div>
  );
}

/** Whether a usual range can be drawn behind the measure's line. */
export function hasBand({ norm }: Measure): boolean {
  return norm !== null && (norm.low !== null || norm.high !== null);
}

function Band({ measure, y }: { measure: Measure; y: (value: number) => number }): ReactNode {
  const { norm } = measure;
  if (!norm || !hasBand(measure)) return null;
  const top = norm.high === null ? 0 : y(norm.high);
  const foot = norm.low === null ? height : y(norm.low);
  return <rect x="0" width={width} y={Math.min(top, foot)} height={Math.max(1, Math.abs(foot - top))} fill="var(--accent-soft)" opacity=".7" />;
}

/** A goal of one's own: a dashed line, with the arrow on the side that is aimed for. */
function GoalLine({ goal, y }: { goal: Goal; y: (value: number) => number }): ReactNode {
  const at = y(goal.target);
  const tip = goal.side === "at_most" ? 6 : -6;
  return (
    <g stroke="var(--ink)" fill="none" aria-hidden="true">
      <path d={`M0 ${at}H${width}`} strokeWidth="1.5" strokeDasharray="6 5" />
      <path d={`M${width - 8} ${at}v${tip * 1.6}m-4 ${-tip * 0.6}l4 ${tip * 0.6}l4 ${-tip * 0.6}`} strokeWidth="1.5" />
    </g>
  );
}

function GoalWords({ goal, unit }: { goal: Goal; unit: string }): ReactNode {
  const { t } = useTranslation("progress");
  const words = t(goal.side === "at_most" ? "goal.atMost" : "goal.atLeast", { value: figure(goal.target, unit) });
  return (
    <p className="text-sm">
      <span aria-hidden="true" className="mr-2 inline-block w-6 border-t-2 border-dashed border-ink align-middle" />
      {t("trend.goal", { goal: words, date: dateWords(goal.due) })}
      {goal.reached && <span className="text-good"> · {t("goal.reached")}</span>}
    </p>
  );
}

/** One measure over one's answers, oldest first. Each dot leads to its report. */
export function Trend({ measure, points, goals = [] }: { measure: Measure; points: Point[]; goals?: Goal[] }): ReactNode {
  const { t, i18n } = useTranslation("history");
  const [picked, setPicked] = useState(points.length - 1);
  const { x, y, marks } = chartOf(measure, points, goals);
  const shown = points[picked];
  const title = i18n.language === "en" ? measure.title.en : measure.title.ko;
  if (!shown) return null;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-base">{title}</h3>
        <p className="shrink-0 font-bold tabular-nums">{figure(shown.value, measure.unit)}</p>
      </div>
      <div className="flex">
        <Marks marks={marks} y={y} unit={measure.unit} />
        <svg viewBox={`0 0 ${width} ${height}`} className="w-full rounded-xl bg-surface" role="group" aria-label={title}>
          <path d={marks.map((mark) => `M0 ${y(mark)}H${width}`).join("")} stroke="var(--line)" />
          <Band measure={measure} y={y} />
          {goals.map((goal) => (
            <GoalLine key={goal.id} goal={goal} y={y} />
          ))}
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
      </div>
      {goals.map((goal) => (
        <GoalWords key={goal.id} goal={goal} unit={measure.unit} />
      ))}
      <p className="flex justify-between gap-3 text-sm text-muted">
        <span>{t("time.answerOf", { date: dateWords(shown.answered_at), n: shown.question_index + 1 })}</span>
        <Link to={paths.report(shown.interview_id)} className="link">
          {t("time.open")}
        </Link>
      </p>
    </li>
  );
}
