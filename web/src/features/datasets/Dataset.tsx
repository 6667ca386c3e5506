import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Job } from "@/client/types";
import { Button, Card, ErrorNotice, Notice, Progress, Section, Skeleton } from "@/components";
import { dateWords } from "@/lib/figures";
import { currentLanguage } from "@/lib/i18n";

import { cancelJob, ingestNow, readResult, resultFile, resultKey, type Result } from "./api";

const files = ["manifest.json", "manifest.jsonl", "rejected.csv"] as const;
const isUnderWay = (job: Job | null | undefined): boolean => job?.state === "waiting" || job?.state === "running";

/** The dataset that was made of the pictures, and the button that makes it anew. */
export function Dataset(): ReactNode {
  const { t } = useTranslation("datasets");
  const queries = useQueryClient();
  const result = useQuery({
    queryKey: [...resultKey, currentLanguage()],
    queryFn: () => readResult("uploads"),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.job) ? 1000 : false),
  });
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: resultKey });
  const start = useMutation({ mutationFn: ingestNow, onSuccess: refresh });
  const stop = useMutation({ mutationFn: cancelJob, onSuccess: refresh });
  const job = result.data?.job;
  return (
    <Section title={t("dataset.title")} lead={t("dataset.lead")}>
      {result.isPending && <Skeleton className="h-24" />}
      {result.isError && <ErrorNotice error={result.error} />}
      {job && isUnderWay(job) && <UnderWay job={job} onStop={result.data?.own_job ? () => stop.mutate(job.id) : undefined} />}
      {job?.state === "failed" && <Notice tone="danger">{job.error?.message ?? t("common:error.unknown")}</Notice>}
      <Button className="self-start" busy={start.isPending || isUnderWay(job)} onClick={() => start.mutate()} data-testid="ingest-now">
        {t("dataset.deed")}
      </Button>
      {start.error && <ErrorNotice error={start.error} />}
      {result.data && result.data.version !== null && <Made result={result.data} />}
    </Section>
  );
}

/** The same of the folder that the server watches, once there has been a run; it runs by the clock. */
export function Watched(): ReactNode {
  const { t } = useTranslation("datasets");
  const result = useQuery({
    queryKey: [...resultKey, "watched", currentLanguage()],
    queryFn: () => readResult("watched"),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.job) ? 5000 : false),
  });
  const job = result.data?.job;
  if (!result.data || (!job && result.data.version === null)) return null;
  return (
    <Card data-testid="watched">
      <Section title={t("watched.title")} lead={t("watched.lead")}>
        {job && <p className="text-sm text-muted">{t("watched.last", { when: dateWords(job.created_at) })}</p>}
        {job && isUnderWay(job) && <UnderWay job={job} />}
        {job?.state === "failed" && <Notice tone="danger">{job.error?.message ?? t("common:error.unknown")}</Notice>}
        {result.data.version !== null && <Made result={result.data} />}
      </Section>
    </Card>
  );
}

function UnderWay({ job, onStop }: { job: Job; onStop?: () => void }): ReactNode {
  const { t } = useTranslation("datasets");
  return (
    <div className="flex items-center gap-4">
      <div className="flex grow flex-col gap-1.5">
        <p className="text-sm text-muted">{job.step_title || t("dataset.waiting")}</p>
        <Progress value={job.state === "waiting" ? null : job.progress} label={job.title} />
      </div>
      {onStop && (
        <Button variant="secondary" size="sm" onClick={onStop}>
          {t("dataset.stop")}
        </Button>
      )}
    </div>
  );
}

function Made({ result }: { result: Result }): ReactNode {
  const { t } = useTranslation("datasets");
  const count = (name: string): number => Number(result.counts[name] ?? 0);
  return (
    <div className="flex flex-col gap-4" data-testid="dataset-made">
      <p className="font-semibold">{t("dataset.made", { version: result.version, kept: count("kept"), files: count("files") })}</p>
      <div className="flex flex-wrap gap-2">
        {files.map((name) => (
          <Button key={name} asChild variant="secondary" size="sm">
            <a href={resultFile(result.source, name)} download={name}>
              {name}
            </a>
          </Button>
        ))}
      </div>
      {result.rejected.length > 0 && (
        <>
          <h3 className="font-semibold">{t("dataset.rejected", { count: count("rejected") })}</h3>
          <ul className="max-h-96 divide-y divide-line overflow-y-auto" data-testid="rejected">
            {result.rejected.map((one) => (
              <li key={one.file} className="py-2">
                <p className="break-all font-semibold">{one.file}</p>
                <p className="text-sm text-muted">{one.reason}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
