import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useJob } from "@/client/useJob";
import { Button, ButtonLink, ErrorNotice, Notice, Progress, Reference } from "@/components";
import { paths } from "@/lib/paths";

import { PlainFrame } from "./PlainFrame";
import { interviewKey, reviewAgain, type Interview } from "./api";

/** The review as it goes on, then the way to the report. */
export function Finished({ interview }: { interview: Interview }): ReactNode {
  const { t } = useTranslation("interview");
  if (interview.state === "reviewing") return <Reviewing interview={interview} />;
  if (interview.state === "review_failed") return <ReviewFailed interview={interview} />;
  return (
    <PlainFrame title={t("finished.title")} lead={t("finished.lead")}>
      <div data-testid="finished" className="flex flex-wrap gap-2">
        <ButtonLink size="lg" to={paths.report(interview.id)} data-testid="to-report">
          {t("finished.report")}
        </ButtonLink>
        <ButtonLink size="lg" variant="secondary" to={paths.newInterview}>
          {t("finished.again")}
        </ButtonLink>
      </div>
    </PlainFrame>
  );
}

function Reviewing({ interview }: { interview: Interview }): ReactNode {
  const { t } = useTranslation("interview");
  const queries = useQueryClient();
  const job = useJob(interview.review_job?.id ?? null, () => void queries.invalidateQueries({ queryKey: interviewKey(interview.id) }));
  return (
    <PlainFrame title={t("reviewing.title")} lead={t("reviewing.lead")}>
      <div data-testid="reviewing" className="flex flex-col gap-2">
        <Progress value={job?.progress ?? 0} label={t("reviewing.progress")} />
        <p className="text-muted" role="status">
          {job?.step_title || t("reviewing.waiting")}
        </p>
      </div>
    </PlainFrame>
  );
}

function ReviewFailed({ interview }: { interview: Interview }): ReactNode {
  const { t } = useTranslation("interview");
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => reviewAgain(interview.id),
    onSuccess: (fresh) => queries.setQueryData(interviewKey(interview.id), fresh),
  });
  return (
    <PlainFrame title={t("reviewFailed.title")} lead={t("reviewFailed.lead")}>
      {interview.review_job?.error && (
        <Notice tone="warn">
          {interview.review_job.error.message}
          <Reference kind={interview.review_job.error.kind} id={interview.review_job.error.request_id} />
        </Notice>
      )}
      <Button size="lg" className="self-start" busy={again.isPending} onClick={() => again.mutate()}>
        {t("reviewFailed.again")}
      </Button>
      {again.error && <ErrorNotice error={again.error} />}
    </PlainFrame>
  );
}
