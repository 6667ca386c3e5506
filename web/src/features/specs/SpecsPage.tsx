import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/client/useMe";
import { Card, ErrorNotice, Notice, Page, Section, Skeleton } from "@/components";
import { paths } from "@/lib/paths";

import { FilterFields } from "./Filters";
import { GroupFigures } from "./GroupView";
import { Imports } from "./Imports";
import { MineForm } from "./MineForm";
import { OwnOutcome } from "./OwnOutcome";
import { Sample } from "./Sample";
import { groupKey, readChoices, readGroup, type Filters } from "./api";
import type { Mine } from "./place";
import { useMine } from "./useMine";

function Found({ mine }: { mine: Mine }): ReactNode {
  const { t, i18n } = useTranslation("specs");
  const [filters, setFilters] = useState<Filters>({});
  const choices = useQuery({ queryKey: ["spec-choices", i18n.language], queryFn: readChoices });
  const group = useQuery({ queryKey: [...groupKey, i18n.language, filters], queryFn: () => readGroup(filters), placeholderData: (before) => before });
  if (choices.isPending || group.isPending) return <Skeleton className="h-96" />;
  if (choices.isError) return <ErrorNotice error={choices.error} onRetry={() => void choices.refetch()} />;
  if (group.isError) return <ErrorNotice error={group.error} onRetry={() => void group.refetch()} />;
  const isEmpty = group.data.why !== null && Object.keys(filters).length === 0;
  if (isEmpty) return <Notice>{t("group.empty")}</Notice>;
  return (
    <>
      <FilterFields choices={choices.data} filters={filters} onChange={setFilters} />
      <GroupFigures group={group.data} mine={mine} />
    </>
  );
}

function Rules(): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <details className="rounded-2xl border border-line px-5 py-3">
      <summary className="cursor-pointer py-1 font-semibold">{t("rules.title")}</summary>
      <ul className="flex list-disc flex-col gap-1.5 py-2 pl-5 text-muted">
        {(["few", "difference", "rounded", "bars", "place"] as const).map((rule) => (
          <li key={rule}>{t(`rules.${rule}`)}</li>
        ))}
      </ul>
    </details>
  );
}

/** What accepted applicants had, by group, and where one stands beside them. */
export function SpecsPage(): ReactNode {
  const { t } = useTranslation(["specs", "career"]);
  const { typed, mine, change, clear } = useMine();
  const me = useMe().data;
  return (
    <Page width="wide" title={t("title")} lead={t("lead")} back={{ to: paths.career, label: t("career:title") }}>
      <Notice>{t("caution")}</Notice>
      <Section title={t("mine.title")} lead={t("mine.lead")}>
        <Card>
          <MineForm typed={typed} onChange={change} onClear={clear} />
        </Card>
      </Section>
      <Section title={t("group.title")} lead={t("group.lead")}>
        <Found mine={mine} />
        <Rules />
      </Section>
      <Section title={t("sample.title")} lead={t("sample.lead")}>
        <Sample />
      </Section>
      <OwnOutcome />
      {me?.is_admin && <Imports />}
    </Page>
  );
}
