import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import { Badge, ErrorNotice, Notice, Progress, Section, Skeleton } from "@/components";
import { dateWords } from "@/lib/figures";

type Work = components["schemas"]["WorkersView"];
type Worker = components["schemas"]["WorkerView"];

const everyMs = 5000;

/** Who runs jobs, on what, and what waits. */
export function Workers(): ReactNode {
  const { t } = useTranslation("admin");
  const work = useQuery({ queryKey: ["admin", "workers"], queryFn: () => call<Work>("GET", "/admin/workers"), refetchInterval: everyMs });
  return (
    <Section title={t("workers.title")} lead={t("workers.lead")}>
      {work.isPending && <Skeleton className="h-24" />}
      {work.isError && <ErrorNotice error={work.error} />}
      {work.data && <Told work={work.data} />}
    </Section>
  );
}

function Told({ work }: { work: Work }): ReactNode {
  const { t } = useTranslation("admin");
  return (
    <>
      {work.stuck.map((one) => (
        <Notice key={one.text} tone="danger" title={t("workers.stuck", { count: one.jobs })}>
          {one.text}
        </Notice>
      ))}
      {work.workers.length === 0 && <p className="text-muted">{t("workers.none")}</p>}
      <ul className="divide-y divide-line">
        {work.workers.map((worker) => (
          <Row key={worker.id} worker={worker} />
        ))}
      </ul>
      {work.queued.length > 0 && (
        <p className="text-sm text-muted tabular-nums">
          {t("workers.waiting")}{" "}
          {work.queued.map((one) => `${t(`workers.lane.${one.lane}`)} (${one.queue}) ${one.waiting}`).join(" · ")}
        </p>
      )}
    </>
  );
}

function Row({ worker }: { worker: Worker }): ReactNode {
  const { t } = useTranslation("admin");
  const memory = Math.round(worker.memory_bytes / 2 ** 30);
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="break-all font-semibold">{worker.name}</span>
        <Badge tone={worker.alive ? "good" : "danger"}>{worker.alive ? t("workers.alive") : t("workers.silent", { seconds: Math.round(worker.silent_s) })}</Badge>
        <span className="text-sm text-muted sm:ml-auto">{t("workers.since", { date: dateWords(worker.started_at, true) })}</span>
      </div>
      <p className="text-sm text-muted">
        {t("workers.hardware", { cores: worker.cores, memory })} · {worker.gpus.length > 0 ? worker.gpus.join(", ") : t("workers.noGpu")} ·{" "}
        {t("workers.takes", { queues: worker.queues.join(", "), count: worker.concurrency })} · Visavis {worker.version}
      </p>
      {worker.doing.map((job) => (
        <div key={`${job.title}${job.since}`} className="flex flex-col gap-1">
          <p className="text-sm">
            {job.title}
            {job.step_title && <span className="text-muted"> · {job.step_title}</span>}
          </p>
          <Progress value={job.progress} label={job.title} />
        </div>
      ))}
      {worker.doing.length === 0 && <p className="text-sm">{t("workers.idle")}</p>}
      {worker.engines && (
        <details className="text-sm text-muted">
          <summary className="cursor-pointer">{t("workers.engines", { count: worker.engines.length })}</summary>
          <p className="pt-1 break-words">{worker.engines.join(", ")}</p>
        </details>
      )}
    </li>
  );
}
