import { useQueryClient } from "@tanstack/react-query";
import { Check, CircleAlert, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Interviewer } from "@/client/types";
import { useJob } from "@/client/useJob";
import { Button, Progress, Spinner, VirtualBadge } from "@/components";

import { PlainFrame } from "./PlainFrame";
import { interviewKey, type Clip, type Interview } from "./api";

interface Props {
  interview: Interview;
  interviewer: Interviewer | null;
  onStartNow: () => void;
}

/** Every known question is rendered before the interview begins, so that nothing stutters while one answers. */
export function Preparing({ interview, interviewer, onStartNow }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const queries = useQueryClient();
  const job = useJob(interview.prepare_job?.id ?? null, () => void queries.invalidateQueries({ queryKey: interviewKey(interview.id) }));
  const ready = interview.questions.filter((question) => question.clip.state === "ready").length;
  const share = Math.max(job?.progress ?? 0, ready / Math.max(1, interview.questions.length));
  return (
    <PlainFrame title={t("preparing.title")} lead={interviewer ? t("preparing.lead", { name: interviewer.name }) : undefined}>
      {interviewer && (
        <div className="relative mx-auto aspect-square w-full max-w-72 overflow-hidden rounded-3xl bg-sunken shadow-lift">
          <video src={interviewer.listening_url ?? undefined} poster={interviewer.portrait_url} muted autoPlay loop playsInline className="size-full object-cover" aria-label={interviewer.name} />
          <VirtualBadge />
        </div>
      )}
      <div className="flex flex-col gap-2">
        <Progress value={share} label={t("preparing.progress")} />
        <p className="text-muted" role="status">
          {t("preparing.count", { ready, count: interview.questions.length })}
        </p>
      </div>
      <ol className="flex flex-wrap gap-2" aria-label={t("preparing.questions")}>
        {interview.questions.map((question) => (
          <li key={question.index} className="flex items-center gap-1.5 rounded-full border border-line px-3 py-1 text-sm font-semibold">
            <ClipMark state={question.clip.state} />
            {question.index + 1}
            <span className="sr-only">{t(`preparing.clip.${question.clip.state}`)}</span>
          </li>
        ))}
      </ol>
      <div className="flex flex-col items-start gap-1">
        <Button variant="quiet" onClick={onStartNow}>
          {t("preparing.startNow")}
        </Button>
        <p className="px-4 text-sm text-muted">{t("preparing.startNowHint")}</p>
      </div>
    </PlainFrame>
  );
}

function ClipMark({ state }: { state: Clip["state"] }): ReactNode {
  if (state === "ready") return <Check aria-hidden="true" className="size-4 text-good" />;
  if (state === "failed") return <CircleAlert aria-hidden="true" className="size-4 text-warn" />;
  return state === "rendering" ? <Spinner /> : <Clock aria-hidden="true" className="size-4 text-muted" />;
}
