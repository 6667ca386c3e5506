import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { call } from "@/client/call";
import type { InterviewSummary, Track } from "@/client/types";
import { Badge, Button, Confirm } from "@/components";
import { dateWords } from "@/lib/figures";
import { paths } from "@/lib/paths";

const tones = { preparing: "plain", ready: "accent", running: "accent", reviewing: "plain", reviewed: "good", review_failed: "danger" } as const;
const open = new Set(["preparing", "ready", "running"]);

function useTrackTitle(): (id: string | null) => string {
  const { t } = useTranslation("history");
  const tracks = useQuery({ queryKey: ["tracks"], queryFn: () => call<Track[]>("GET", "/tracks"), staleTime: 600_000 });
  return (id) => (id === null ? t("ownQuestions") : (tracks.data?.find((track) => track.id === id)?.title ?? t("interview")));
}

function Delete({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("history");
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await call("DELETE", `/interviews/${id}`);
    await Promise.all([queries.invalidateQueries({ queryKey: ["interviews"] }), queries.invalidateQueries({ queryKey: ["progress"] })]);
  };
  return (
    <Confirm
      title={t("delete.title")}
      deed={t("delete.deed")}
      onConfirm={remove}
      trigger={(ask) => (
        <Button variant="quiet" size="icon" className="relative z-10 text-muted" aria-label={t("delete.open")} onClick={ask}>
          <Trash2 />
        </Button>
      )}
    >
      <p>{t("delete.text")}</p>
    </Confirm>
  );
}

function Row({ interview, title }: { interview: InterviewSummary; title: string }): ReactNode {
  const { t } = useTranslation("history");
  const to = open.has(interview.state) ? paths.interview(interview.id) : paths.report(interview.id);
  return (
    <li className="relative flex items-center gap-3 py-4 hover:bg-sunken sm:-mx-3 sm:rounded-xl sm:px-3">
      <div className="flex min-w-0 grow flex-col gap-1">
        <Link to={to} className="text-lg font-semibold after:absolute after:inset-0">
          {title}
        </Link>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
          <span>{dateWords(interview.created_at, true)}</span>
          <span>{t("answered", { done: interview.answered_count, all: interview.question_count })}</span>
        </p>
      </div>
      <Badge tone={tones[interview.state]}>{t(`state.${interview.state}`)}</Badge>
      <Delete id={interview.id} />
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted max-sm:hidden" />
    </li>
  );
}

export function InterviewList({ interviews }: { interviews: InterviewSummary[] }): ReactNode {
  const titleOf = useTrackTitle();
  return (
    <ul className="divide-y divide-line">
      {interviews.map((interview) => (
        <Row key={interview.id} interview={interview} title={titleOf(interview.track_id)} />
      ))}
    </ul>
  );
}
