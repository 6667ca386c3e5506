import { useMutation } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Interview, Job } from "@/client/types";
import { useJob } from "@/client/useJob";
import { Button, ButtonLink, Card, ErrorNotice, Notice, Page, Progress, Spinner } from "@/components";
import { paths } from "@/lib/paths";

/** Without a job to listen to (it was tidied away), the page asks again now and then. */
function useAskAgain(when: boolean, ask: () => void): void {
  useEffect(() => {
    if (!when) return;
    const timer = setTimeout(ask, 3000);
    return () => clearTimeout(timer);
  });
}

export function Reviewing({ job, onEnd }: { job: Job | null; onEnd: () => void }): ReactNode {
  const { t } = useTranslation("report");
  const live = useJob(job?.id ?? null, onEnd) ?? job;
  const over = live !== null && live.state !== "waiting" && live.state !== "running";
  useAskAgain(live === null || over, onEnd);
  const step = live?.step_title || (live?.state === "waiting" ? t("reviewing.waiting") : "");
  return (
    <Page title={t("reviewing.title")} lead={t("reviewing.lead")} width="narrow">
      <Card className="flex flex-col gap-3">
        <div className="flex items-baseline justify-between gap-4">
          <p aria-live="polite" className="font-semibold">
            {step}
          </p>
          <p className="tabular-nums text-muted">{Math.round((live?.progress ?? 0) * 100)} %</p>
        </div>
        <Progress value={live?.progress ?? 0} label={t("reviewing.title")} />
      </Card>
      <p className="text-muted">{t("reviewing.leave")}</p>
      <ButtonLink to={paths.history} variant="secondary" className="self-start">
        {t("reviewing.history")}
      </ButtonLink>
    </Page>
  );
}

/** Above a report that is read while the interview is analysed once more. */
export function ReviewingAgain({ interview, onEnd }: { interview: Interview; onEnd: () => void }): ReactNode {
  const { t } = useTranslation("report");
  const job = interview.review_job;
  const live = useJob(job?.id ?? null, onEnd) ?? job;
  const share = live?.progress ?? 0;
  return (
    <Notice title={t("again.title", { percent: Math.round(100 * share) })} className="print:hidden">
      <div className="flex flex-col gap-3" data-testid="reviewing-again">
        <p>{t(interview.reads_expression ? "again.withExpression" : "again.lead")}</p>
        <Progress value={share} label={t("reviewing.title")} />
      </div>
    </Notice>
  );
}

/** A quiet line above a report whose words are being measured anew. */
export function MeasuringWords({ job, onEnd }: { job: Job; onEnd: () => void }): ReactNode {
  const { t } = useTranslation("report");
  useJob(job.id, onEnd);
  return (
    <p role="status" data-testid="measuring-words" className="flex items-center gap-2 text-muted print:hidden">
      <Spinner /> {t("words.measuring")}
    </p>
  );
}

export function ReviewFailed({ interview, onAgain }: { interview: Interview; onAgain: () => void }): ReactNode {
  const { t } = useTranslation("report");
  const again = useMutation({ mutationFn: () => call("POST", `/interviews/${interview.id}/review`), onSuccess: onAgain });
  const isGone = interview.recordings_deleted_at !== null;
  return (
    <Page title={t("failed.title")} lead={t(isGone ? "failed.gone" : "failed.lead")} width="narrow">
      <Notice tone="danger">{interview.review_job?.error?.message ?? t("failed.unknown")}</Notice>
      {again.isError && <ErrorNotice error={again.error} />}
      <div className="flex flex-wrap gap-2">
        {!isGone && (
          <Button busy={again.isPending} onClick={() => again.mutate()}>
            {t("failed.again")}
          </Button>
        )}
        <ButtonLink to={paths.history} variant="secondary">
          {t("reviewing.history")}
        </ButtonLink>
      </div>
    </Page>
  );
}
