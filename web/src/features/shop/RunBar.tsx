import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, ErrorNotice, Notice, Progress, Reference } from "@/components";

import { catalogueKey, isRunning, startCatalogue, stopJob, type OpenCatalogue } from "./api";
import { lasting } from "./time";

/** How long it will take, the button that starts it, and how far it is. */
export function RunBar({ catalogue, isSending }: { catalogue: OpenCatalogue; isSending: boolean }): ReactNode {
  const { t } = useTranslation("shop");
  const queries = useQueryClient();
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: catalogueKey(catalogue.id) });
  const start = useMutation({ mutationFn: () => startCatalogue(catalogue.id), onSuccess: renew });
  const stop = useMutation({ mutationFn: stopJob, onSuccess: renew });
  const { job } = catalogue;
  const running = isRunning(job);
  // counted here, since photos of this visit are in the list before the server counts them
  const [done, refused] = (["done", "refused"] as const).map((state) => catalogue.photos.filter((photo) => photo.state === state).length) as [number, number];
  const left = catalogue.photos.length - done - refused;
  if (!running && left === 0) return <Told done={done} refused={refused} />;
  const estimate = catalogue.seconds_each === null ? t("run.unknown") : t("run.estimate", { time: lasting(t, catalogue.seconds_each * left) });
  const total = left + done + refused;
  return (
    <Card className="flex flex-col gap-4 sm:flex-row sm:items-center sm:justify-between">
      <div className="flex grow flex-col gap-1.5" role="status" data-testid="run-status">
        <p className="font-semibold tabular-nums">{running ? t("run.running", { done: total - left, total }) : t("run.ready", { count: left })}</p>
        {running && <Progress value={(total - left) / total} label={t("run.running", { done: total - left, total })} />}
        <p className="text-sm text-muted" data-testid="estimate">
          {running && (job?.waiting || job?.step === "held") ? job.step_title : estimate}
          {running && ` · ${t("run.leave")}`}
        </p>
        {job?.error && !running && (
          <Notice tone="danger">
            {job.error.message}
            <Reference kind={job.error.kind} id={job.error.request_id} />
          </Notice>
        )}
        {(start.error ?? stop.error) && <ErrorNotice error={start.error ?? stop.error} />}
      </div>
      {running && job ? (
        <Button variant="secondary" busy={stop.isPending} onClick={() => stop.mutate(job.id)} data-testid="stop">
          <Square aria-hidden="true" />
          {t("run.stop")}
        </Button>
      ) : (
        <Button size="lg" busy={start.isPending} disabled={isSending} onClick={() => start.mutate()} data-testid="start">
          <Play aria-hidden="true" />
          {t(done + refused > 0 ? "run.goOn" : "run.start")}
        </Button>
      )}
    </Card>
  );
}

function Told({ done, refused }: { done: number; refused: number }): ReactNode {
  const { t } = useTranslation("shop");
  return (
    <Notice tone={refused > 0 ? "info" : "good"} title={t("run.done", { count: done })}>
      {refused > 0 ? t("run.refused", { count: refused }) : t("run.look")}
    </Notice>
  );
}
