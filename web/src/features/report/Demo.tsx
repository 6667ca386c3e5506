import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError, call } from "@/client/call";
import type { Demo as DemoValue } from "@/client/types";
import { Card, ErrorNotice, Notice, Page, Progress, Skeleton, StartButton } from "@/components";

import { DemoStage } from "./DemoStage";
import { ReportView } from "./ReportView";

function isBeingMade(error: unknown): boolean {
  return error instanceof ApiError && error.code === "demo_not_ready";
}

function useDemo() {
  const { i18n } = useTranslation();
  return useQuery({
    queryKey: ["demo", i18n.language],
    queryFn: () => call<DemoValue>("GET", "/demo"),
    staleTime: 600_000,
    refetchInterval: (query) => (isBeingMade(query.state.error) ? 4000 : false),
  });
}

function Trouble({ error, onRetry }: { error: Error; onRetry: () => void }): ReactNode {
  const { t } = useTranslation("report");
  if (!isBeingMade(error)) return <ErrorNotice error={error} onRetry={onRetry} />;
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
  return (
    <Page width="wide" title={t("demo.title")} lead={t("demo.lead")} actions={<StartButton />}>
      {demo.isPending && <Skeleton className="h-96" />}
      {demo.isError && <Trouble error={demo.error} onRetry={() => void demo.refetch()} />}
      {demo.data && (
        <>
          <DemoStage demo={demo.data} />
          <Notice>{t("demo.note")}</Notice>
          <ReportView key={demo.data.report.made_at} report={demo.data.report} interviewId={null} replayUrl={() => demo.data.answer.url} />
          <Card className="flex flex-wrap items-center justify-between gap-4">
            <p className="text-lg font-semibold">{t("demo.yours")}</p>
            <StartButton />
          </Card>
        </>
      )}
    </Page>
  );
}
