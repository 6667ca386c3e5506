import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { InterviewSummary, ProgressOfMeasure } from "@/client/types";
import { EmptyState, ErrorNotice, Segmented, Skeleton } from "@/components";
import { families, type Family } from "@/lib/families";

import { hasBand, Trend } from "./Trend";
import { goalsKey, listGoals, type Goal } from "./goals";
import { useMeasures } from "./measures";

type Point = components["schemas"]["ProgressPoint"];

/** Fewer points than this are no course over time. */
const fewest = 2;

function isLevel(points: Point[]): boolean {
  return points.every((point) => point.value === points[0]?.value);
}

function useOverTime(interviews: InterviewSummary[]) {
  const { measures, isPending, error } = useMeasures(interviews);
  const progress = useQuery({ queryKey: ["progress"], queryFn: () => call<ProgressOfMeasure[]>("GET", "/progress") });
  const points = new Map(progress.data?.map((one) => [one.key, one.points]));
  // In the order of the report; what never changed comes last.
  const courses = [...measures.values()]
    .map((measure) => ({ measure, points: points.get(measure.key) ?? [] }))
    .filter((course) => course.points.length >= fewest)
    .toSorted((one, other) => Number(isLevel(one.points)) - Number(isLevel(other.points)));
  return { courses, isPending: progress.isPending || isPending, error: progress.error ?? error };
}

/** The goals that can be drawn into the course of a measure. */
function useGoals(): (key: string) => Goal[] {
  const goals = useQuery({ queryKey: goalsKey, queryFn: listGoals });
  return (key) => goals.data?.filter((goal) => goal.measure_key === key) ?? [];
}

/** Each measure over all of one's own answers: compared with oneself, with nobody else. */
export function OverTime({ interviews }: { interviews: InterviewSummary[] }): ReactNode {
  const { t } = useTranslation("history");
  const [chosen, setChosen] = useState<Family | null>(null);
  const { courses, isPending, error } = useOverTime(interviews);
  const goalsOf = useGoals();
  const present = families.filter((family) => courses.some(({ measure }) => measure.family === family));
  const family = chosen ?? present[0];
  if (isPending) return <Skeleton className="h-64" />;
  if (error) return <ErrorNotice error={error} />;
  if (!family) return <EmptyState title={t("time.emptyTitle")}>{t("time.emptyText")}</EmptyState>;
  const shown = courses.filter(({ measure }) => measure.family === family);
  return (
    <div className="flex flex-col gap-6">
      <p className="text-muted">{t(shown.some(({ measure }) => hasBand(measure)) ? "time.leadBand" : "time.lead")}</p>
      <Segmented
        label={t("time.family")}
        value={family}
        onChange={setChosen}
        choices={present.map((value) => ({ value, label: <span className="whitespace-nowrap">{t(`report:family.${value}`)}</span> }))}
        className="flex-wrap self-start"
      />
      <ul className="grid gap-x-8 gap-y-10 md:grid-cols-2">
        {shown.map(({ measure, points }) => (
          <Trend key={measure.key} measure={measure} points={points} goals={goalsOf(measure.key)} />
        ))}
      </ul>
    </div>
  );
}
