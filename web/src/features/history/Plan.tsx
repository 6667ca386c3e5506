import { useMutation, useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { Button, ButtonLink, EmptyState, ErrorNotice, Section, Skeleton } from "@/components";
import { familyColor } from "@/lib/families";
import { paths } from "@/lib/paths";

import { readPlan, startPlanned, type PlanItem } from "./goals";

function Item({ item, lookedAt, number }: { item: PlanItem; lookedAt: number; number: number }): ReactNode {
  const { t, i18n } = useTranslation("progress");
  const navigate = useNavigate();
  const start = useMutation({ mutationFn: () => startPlanned(item), onSuccess: (interview) => navigate(paths.interview(interview.id)) });
  const say = (text: { ko: string; en: string }): string => (i18n.language === "en" ? text.en : text.ko);
  return (
    <li className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-5" data-testid="plan-item">
      <p className="flex items-center gap-2 text-sm font-semibold text-muted">
        <span aria-hidden="true" className="size-2.5 rounded-full" style={{ background: familyColor(item.family) }} />
        {t(`report:family.${item.family}`)}
      </p>
      <h3 className="text-lg leading-snug">
        <span className="sr-only">{number}. </span>
        {say(item.text)}
      </h3>
      <p className="text-muted">{say(item.why)}</p>
      <p className="grow text-sm text-muted">
        {t("plan.seen", { seen: item.seen, all: lookedAt })} {t("plan.asks", { count: item.start.count + item.start.own_questions.length })}{" "}
        <Link to={paths.report(item.interview_id)} className="link">
          {t("plan.report")}
        </Link>
      </p>
      <Button className="self-start" busy={start.isPending} onClick={() => start.mutate()} data-testid="start-planned">
        <Play aria-hidden="true" />
        {t("plan.start")}
      </Button>
      {start.isError && <ErrorNotice error={start.error} />}
    </li>
  );
}

/** What to practise next, by a fixed rule out of the last reports. */
export function Plan(): ReactNode {
  const { t } = useTranslation("progress");
  const plan = useQuery({ queryKey: ["plan"], queryFn: readPlan, staleTime: 0 });
  return (
    <Section title={t("plan.title")} lead={plan.data && plan.data.looked_at > 0 ? t("plan.lead", { count: plan.data.looked_at }) : undefined}>
      {plan.isPending && <Skeleton className="h-48" />}
      {plan.isError && <ErrorNotice error={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.data?.items.length === 0 && (
        <EmptyState title={t("plan.emptyTitle")} action={<ButtonLink to={paths.newInterview}>{t("plan.emptyStart")}</ButtonLink>}>
          {t(plan.data.looked_at === 0 ? "plan.emptyText" : "plan.nothingText")}
        </EmptyState>
      )}
      {plan.data && plan.data.items.length > 0 && (
        <>
          <ol className="grid gap-4 md:grid-cols-[repeat(auto-fit,minmax(16rem,1fr))]">
            {plan.data.items.map((item, index) => (
              <Item key={item.measure_key} item={item} lookedAt={plan.data.looked_at} number={index + 1} />
            ))}
          </ol>
          <p className="text-sm text-muted">{t("plan.rule")}</p>
        </>
      )}
    </Section>
  );
}
