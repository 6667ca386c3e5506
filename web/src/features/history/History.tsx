import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { call } from "@/client/call";
import type { InterviewSummary } from "@/client/types";
import { useMe } from "@/client/useMe";
import { ButtonLink, EmptyState, ErrorNotice, Notice, Page, Skeleton, TabPane, Tabs } from "@/components";
import { paths } from "@/lib/paths";

import { Goals } from "./Goals";
import { InterviewList } from "./InterviewList";
import { OverTime } from "./OverTime";
import { Plan } from "./Plan";
import { useMeasures } from "./measures";

function GuestHint(): ReactNode {
  const { t } = useTranslation("history");
  const me = useMe().data;
  if (!me?.is_guest) return null;
  return (
    <Notice
      action={
        <ButtonLink to={paths.join} variant="secondary" size="sm">
          {t("guest.join")}
        </ButtonLink>
      }
    >
      {t("guest.text")}
    </Notice>
  );
}

const views = ["list", "time", "goals"] as const;

/** What is shown stands in the address, so that other pages can lead to it. */
function useView(): [(typeof views)[number], (view: string) => void] {
  const [asked, ask] = useSearchParams();
  const view = views.find((one) => one === asked.get("view")) ?? "list";
  return [view, (next) => ask(next === "list" ? {} : { view: next }, { replace: true })];
}

function GoalsAndPlan({ interviews }: { interviews: InterviewSummary[] }): ReactNode {
  const { measures } = useMeasures(interviews);
  return (
    <div className="flex flex-col gap-10">
      <Plan />
      <Goals measures={measures} />
    </div>
  );
}

function Content({ interviews }: { interviews: InterviewSummary[] }): ReactNode {
  const { t } = useTranslation("history");
  const [tab, setTab] = useView();
  if (interviews.length === 0)
    return (
      <EmptyState title={t("empty.title")} action={<ButtonLink to={paths.devices}>{t("empty.start")}</ButtonLink>}>
        {t("empty.text")}
      </EmptyState>
    );
  return (
    <>
      <GuestHint />
      <Tabs
        label={t("tabs.label")}
        tabs={[
          { value: "list", label: t("tabs.list") },
          { value: "time", label: t("tabs.time") },
          { value: "goals", label: t("progress:tab") },
        ]}
        value={tab}
        onChange={setTab}
      >
        <TabPane value="list">
          <InterviewList interviews={interviews} />
        </TabPane>
        <TabPane value="time">
          <OverTime interviews={interviews} />
        </TabPane>
        <TabPane value="goals">
          <GoalsAndPlan interviews={interviews} />
        </TabPane>
      </Tabs>
    </>
  );
}

const busy = new Set(["preparing", "reviewing"]);

export function History(): ReactNode {
  const { t } = useTranslation("history");
  const interviews = useQuery({
    queryKey: ["interviews"],
    queryFn: () => call<InterviewSummary[]>("GET", "/interviews"),
    refetchInterval: (query) => (query.state.data?.some((one) => busy.has(one.state)) ? 4000 : false),
  });
  return (
    <Page title={t("title")} lead={t("lead")} actions={<ButtonLink to={paths.devices}>{t("new")}</ButtonLink>}>
      {interviews.isPending && <Skeleton className="h-64" />}
      {interviews.isError && <ErrorNotice error={interviews.error} onRetry={() => void interviews.refetch()} />}
      {interviews.data && <Content interviews={interviews.data} />}
    </Page>
  );
}
