import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Demo as DemoValue } from "@/client/types";
import { Card, ErrorNotice, Notice, Page, Progress, Skeleton, StartButton } from "@/components";

import { DemoStage } from "./DemoStage";
import { ReportView } from "./ReportView";

function useDemo() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ["demo", i18n.language],
    queryFn: () => call<DemoValue | null>("GET", "/demo"),
    staleTime: (query) => (query.state.data === null ? 0 : 600_000),
    refetchInterval: (query) => (query.state.data === null ? 4000 : false),
  });
}

function BeingMade(): ReactNode {
  const { t } = useTranslation("report");
  return (
    <Card className="flex flex-col gap-3">
      <p role="status">{t("demo.making")}</p>
      <Progress value={null} label={t("demo.making")} />
    </Card>
  );
}

/** The whole idea in a minute: a virtual candidate answers, and this is the report that one gets. No camera. */
export function Demo(): ReactNode {
  const { t } = useTranslation("report");
  const demo = useDemo();
  const { data } = demo;
  return (
    <Page width="wide" title={t("demo.title")} lead={t("demo.lead")} actions={<StartButton />}>
      {demo.isPending && <Skeleton className="h-96" />}
      {demo.isError && <ErrorNotice error={demo.error} onRetry={() => void demo.refetch()} />}
      {data === null && <BeingMade />}
      {data && (
        <>
          <DemoStage demo={data} />
          <Notice>{t("demo.note")}</Notice>
          <ReportView key={data.report.made_at} report={data.report} interviewId={null} replayUrl={() => data.answer.url} />
          <Card className="flex flex-wrap items-center justify-between gap-4">
            <p className="text-lg font-semibold">{t("demo.yours")}</p>
            <StartButton />
          </Card>
        </>
      )}
    </Page>
  );
}
