import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Plus, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, EmptyState, ErrorNotice, Progress, Section, Skeleton } from "@/components";
import { dateWords, figure } from "@/lib/figures";

import { GoalForm } from "./GoalForm";
import { daysUntil, doneShare } from "./due";
import { deleteGoal, goalsKey, listGoals, type Goal } from "./goals";
import type { Measure } from "./measures";

/** The goal in one line: "Fillers: at most 5 per 100 words". */
function useGoalWords(measures: Map<string, Measure>): (goal: Goal) => { title: string; target: string; value: string } {
  const { t, i18n } = useTranslation("progress");
  return (goal) => {
    if (goal.measure_key === null) {
      return { title: t("goal.practice"), target: t("goal.perWeek", { count: goal.target }), value: t("goal.week", { count: goal.value ?? 0 }) };
    }
    const measure = measures.get(goal.measure_key);
    const unit = measure?.unit ?? "";
    const title = measure ? (i18n.language === "en" ? measure.title.en : measure.title.ko) : goal.measure_key;
    const value = goal.value === null ? t("goal.unmeasured") : t("goal.last", { value: figure(goal.value, unit), count: goal.counted });
    return { title, target: t(goal.side === "at_most" ? "goal.atMost" : "goal.atLeast", { value: figure(goal.target, unit) }), value };
  };
}

function Due({ goal }: { goal: Goal }): ReactNode {
  const { t } = useTranslation("progress");
  const days = daysUntil(goal.due, new Date());
  if (goal.reached)
    return (
      <Badge tone="good">
        <Check aria-hidden="true" className="size-4" />
        {t("goal.reached")}
      </Badge>
    );
  return <Badge tone={days < 0 ? "warn" : "plain"}>{days < 0 ? t("goal.over", { date: dateWords(goal.due) }) : t("goal.days", { count: days })}</Badge>;
}

function Row({ goal, measures }: { goal: Goal; measures: Map<string, Measure> }): ReactNode {
  const { t } = useTranslation("progress");
  const queries = useQueryClient();
  const remove = useMutation({ mutationFn: () => deleteGoal(goal.id), onSuccess: () => queries.invalidateQueries({ queryKey: goalsKey }) });
  const { title, target, value } = useGoalWords(measures)(goal);
  return (
    <li className="flex flex-col gap-2 rounded-2xl border border-line bg-surface p-5" data-testid="goal">
      <div className="flex items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="text-lg leading-snug">{title}</h3>
          <p className="font-semibold text-accent">{target}</p>
        </div>
        <Button variant="quiet" size="icon" className="-mr-2 -mt-2 text-muted" busy={remove.isPending} aria-label={t("goal.remove", { title })} onClick={() => remove.mutate()}>
          <Trash2 />
        </Button>
      </div>
      <Progress value={doneShare(goal) ?? 0} label={`${title}: ${target}`} />
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted">{value}</p>
        <Due goal={goal} />
      </div>
      {remove.isError && <ErrorNotice error={remove.error} />}
    </li>
  );
}

/** Goals that somebody set for themself, each with how it stands. */
export function Goals({ measures }: { measures: Map<string, Measure> }): ReactNode {
  const { t } = useTranslation("progress");
  const [setting, setSetting] = useState(false);
  const goals = useQuery({ queryKey: goalsKey, queryFn: listGoals });
  const add = (
    <Button variant="secondary" className="self-start" onClick={() => setSetting(true)} data-testid="add-goal">
      <Plus aria-hidden="true" />
      {t("goal.add")}
    </Button>
  );
  const measured = [...measures.values()].filter((measure) => measure.value !== null);
  return (
    <Section title={t("goal.title")} lead={t("goal.lead")}>
      {goals.isPending && <Skeleton className="h-32" />}
      {goals.isError && <ErrorNotice error={goals.error} onRetry={() => void goals.refetch()} />}
      {goals.data?.length === 0 && (
        <EmptyState title={t("goal.emptyTitle")} action={add}>
          {t("goal.emptyText")}
        </EmptyState>
      )}
      {goals.data && goals.data.length > 0 && (
        <>
          <ul className="grid gap-4 md:grid-cols-2">
            {goals.data.map((goal) => (
              <Row key={goal.id} goal={goal} measures={measures} />
            ))}
          </ul>
          {add}
        </>
      )}
      {setting && <GoalForm measures={measured} onClose={() => setSetting(false)} />}
    </Section>
  );
}
