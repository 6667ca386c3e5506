import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Clapperboard } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { call } from "@/client/call";
import type { Interview, Job } from "@/client/types";
import { ButtonLink, ErrorNotice, Notice, Page, Skeleton } from "@/components";
import { dateWords } from "@/lib/figures";
import { paths } from "@/lib/paths";

import { Downloads } from "./Downloads";
import { ExpressionWish } from "./ExpressionWish";
import { LatePieces } from "./LatePieces";
import { ReportView } from "./ReportView";
import { MeasuringWords, ReviewFailed, Reviewing, ReviewingAgain } from "./ReviewStates";
import { OwnComments } from "./sharing/OwnComments";
import { ShareButton } from "./sharing/ShareButton";
import type { Report } from "./values";
import { useSay } from "./words";

function Loading(): ReactNode {
  return (
    <div className="mx-auto grid w-full max-w-7xl gap-6 px-4 py-12 sm:px-6 lg:grid-cols-2">
      <Skeleton className="h-80" />
      <Skeleton className="h-80" />
      <Skeleton className="h-64 lg:col-span-2" />
    </div>
  );
}

/** An interview that is not over yet has no report: its way on is the room. */
function NotYet({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("report");
  return (
    <Page title={t("notYet.title")} lead={t("notYet.lead")} width="narrow">
      <ButtonLink to={paths.interview(id)} size="lg" className="self-start">
        <Clapperboard aria-hidden="true" />
        {t("notYet.go")}
      </ButtonLink>
    </Page>
  );
}

/** What is still to be said of the job after the report is there: its words are measured anew, or could not be. */
function Words({ job, onEnd }: { job: Job | null; onEnd: () => void }): ReactNode {
  const { t } = useTranslation("report");
  if (job?.state === "waiting" || job?.state === "running") return <MeasuringWords job={job} onEnd={onEnd} />;
  if (job?.state !== "failed") return null;
  return (
    <Notice tone="warn" title={t("words.failed")}>
      {job.error?.message}
    </Notice>
  );
}

function Actions({ id }: { id: string }): ReactNode {
  return (
    <>
      <ShareButton interviewId={id} />
      <Downloads id={id} />
    </>
  );
}

function Ready({ interview, onRefresh }: { interview: Interview; onRefresh: () => void }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  const isAgain = interview.state === "reviewing";
  const report = useQuery({ queryKey: ["report", interview.id], queryFn: () => call<Report>("GET", `/interviews/${interview.id}/report`) });
  if (report.isPending) return <Loading />;
  if (report.isError)
    return (
      <Page title={t("page.title")} width="narrow">
        <ErrorNotice error={report.error} onRetry={() => void report.refetch()} />
      </Page>
    );
  const until = interview.recordings_kept_until;
  const lead = [dateWords(interview.created_at, true), ...(until ? [t("page.keptUntil", { date: dateWords(until) })] : [])].join(" · ");
  return (
    <Page width="wide" title={say(report.data.interview.title)} lead={lead} actions={<Actions id={interview.id} />}>
      {isAgain ? <ReviewingAgain interview={interview} onEnd={onRefresh} /> : <Words job={interview.review_job} onEnd={onRefresh} />}
      {!isAgain && <LatePieces interview={interview} onChange={onRefresh} />}
      <OwnComments interviewId={interview.id}>
        <ReportView
          report={report.data}
          interviewId={interview.id}
          replayUrl={(index) => interview.questions[index]?.answer.replay_url ?? null}
          recordingsDeleted={interview.recordings_deleted_at}
          isAgain={isAgain}
          afterTimeline={<ExpressionWish interview={interview} onChange={onRefresh} />}
        />
      </OwnComments>
    </Page>
  );
}

/** A report that is there can be read while the next is being made. */
function isReadAgain(interview: Interview): boolean {
  return interview.state === "reviewing" && interview.has_report;
}

export function ReportPage(): ReactNode {
  const { t } = useTranslation("report");
  const { id = "" } = useParams();
  const queries = useQueryClient();
  const interview = useQuery({
    queryKey: ["interview", id],
    queryFn: () => call<Interview>("GET", `/interviews/${id}`),
    // Recordings are joined anew at the beginning: the replay comes back one answer after the other.
    refetchInterval: ({ state }) => (state.data && isReadAgain(state.data) ? 3000 : false),
  });
  const refresh = (): void => {
    void queries.invalidateQueries({ queryKey: ["interview", id] });
    void queries.invalidateQueries({ queryKey: ["report", id] });
    void queries.invalidateQueries({ queryKey: ["interviews"] });
  };
  if (interview.isPending) return <Loading />;
  if (interview.isError)
    return (
      <Page title={t("page.title")} width="narrow">
        <ErrorNotice error={interview.error} onRetry={() => void interview.refetch()} />
      </Page>
    );
  if (interview.data.state === "reviewed" || isReadAgain(interview.data)) return <Ready key={id} interview={interview.data} onRefresh={refresh} />;
  if (interview.data.state === "reviewing") return <Reviewing job={interview.data.review_job} onEnd={refresh} />;
  if (interview.data.state === "review_failed") return <ReviewFailed interview={interview.data} onAgain={refresh} />;
  return <NotYet id={id} />;
}
