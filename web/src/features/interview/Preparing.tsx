import { useQueryClient } from "@tanstack/react-query";
import { Check, CircleAlert, Clock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useJob } from "@/client/useJob";
import { Button, LoopVideo, Progress, Spinner, VirtualBadge } from "@/components";

import { PlainFrame } from "./PlainFrame";
import { interviewKey, type Clip, type Interview } from "./api";

interface Props {
  interview: Interview;
  onStartNow: () => void;
}

/** Every known question is rendered before the interview begins, so that nothing stutters while one answers. */
export function Preparing({ interview, onStartNow }: Props): ReactNode {
  const { t } = useTranslation(["interview", "panel"]);
  const seats = interview.seats.filter((seat) => !seat.gone);
  const names = seats.map((seat) => seat.name).join(", ");
  const canBegin = seats.every((seat) => seat.listening_url !== null) && interview.questions[0]?.clip.state === "ready";
  const queries = useQueryClient();
  const job = useJob(interview.prepare_job?.id ?? null, () => void queries.invalidateQueries({ queryKey: interviewKey(interview.id) }));
  const ready = interview.questions.filter((question) => question.clip.state === "ready").length;
  const share = Math.max(job?.progress ?? 0, ready / Math.max(1, interview.questions.length));
  return (
    <PlainFrame title={t("preparing.title")} lead={names ? t(seats.length > 1 ? "panel:preparing" : "preparing.lead", { name: names }) : undefined}>
      <div className="flex justify-center gap-3">
        {seats.map((seat) => (
          <figure key={seat.number} className="flex min-w-0 max-w-72 flex-1 flex-col gap-1 text-center">
            <div className="relative aspect-square overflow-hidden rounded-3xl bg-sunken shadow-lift">
              <LoopVideo src={seat.listening_url} poster={seat.portrait_url ?? ""} label={seat.name} />
              <VirtualBadge />
            </div>
            {seat.persona && <figcaption className="text-sm text-muted">{seat.persona.title}</figcaption>}
          </figure>
        ))}
      </div>
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
        <Button variant={canBegin ? "primary" : "quiet"} size={canBegin ? "lg" : undefined} onClick={onStartNow} data-testid="start-now">
          {t(canBegin ? "panel:begin.now" : "preparing.startNow")}
        </Button>
        <p className={canBegin ? "text-sm text-muted" : "px-4 text-sm text-muted"}>{t(canBegin ? "panel:begin.hint" : "preparing.startNowHint")}</p>
      </div>
    </PlainFrame>
  );
}

function ClipMark({ state }: { state: Clip["state"] }): ReactNode {
  if (state === "ready") return <Check aria-hidden="true" className="size-4 text-good" />;
  if (state === "failed") return <CircleAlert aria-hidden="true" className="size-4 text-warn" />;
  return state === "rendering" ? <Spinner /> : <Clock aria-hidden="true" className="size-4 text-muted" />;
}
