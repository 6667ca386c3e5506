import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { InterviewSummary } from "@/client/types";
import { useMe } from "@/client/useMe";
import { ButtonLink, EmptyState, ErrorNotice, Notice, Page, Skeleton, TabPane, Tabs } from "@/components";
import { paths } from "@/lib/paths";

import { InterviewList } from "./InterviewList";
import { OverTime } from "./OverTime";

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

function Content({ interviews }: { interviews: InterviewSummary[] }): ReactNode {
  const { t } = useTranslation("history");
  const [tab, setTab] = useState("list");
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
