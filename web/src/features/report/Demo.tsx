import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import { Card, ErrorNotice, Notice, Page, Skeleton, StartButton } from "@/components";

import { ReportView } from "./ReportView";
import type { Report } from "./values";

interface DemoReport {
  title: string;
  clip_url: string;
  report: Report;
}

/** The whole idea in a minute: a virtual candidate answers, and this is the report that one gets. No camera. */
export function Demo(): ReactNode {
  const { t } = useTranslation("report");
  const demo = useQuery({ queryKey: ["demo"], queryFn: () => call<DemoReport>("GET", "/demo"), staleTime: 600_000 });
  return (
    <Page width="wide" title={t("demo.title")} lead={t("demo.lead")} actions={<StartButton />}>
      {demo.isPending && <Skeleton className="h-96" />}
      {demo.isError && <ErrorNotice error={demo.error} onRetry={() => void demo.refetch()} />}
      {demo.data && (
        <>
          <Notice>{t("demo.note")}</Notice>
          <ReportView report={demo.data.report} interviewId={null} replayUrl={(index) => (index === 0 ? demo.data.clip_url : null)} />
          <Card className="flex flex-wrap items-center justify-between gap-4">
            <p className="text-lg font-semibold">{t("demo.yours")}</p>
            <StartButton />
          </Card>
        </>
      )}
    </Page>
  );
}
