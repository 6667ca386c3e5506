import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/client/useMe";
import { Button, ErrorNotice, Notice, Progress } from "@/components";
import { recordings } from "@/lib/upload/service";

import { PlainFrame } from "./PlainFrame";
import { finishInterview, interviewKey, type Interview } from "./api";
import { forgetProgress } from "./progress";
import { useOnline, useUploads } from "./useUploads";

/** After the last answer: the rest is sent, then the review begins by itself. Closing the page loses nothing. */
export function Leaving({ interview }: { interview: Interview }): ReactNode {
  const { t } = useTranslation("interview");
  const uploads = useUploads(useMe().data?.id ?? "");
  const isOnline = useOnline();
  const { error, finish } = useFinishing(interview.id);
  const pieces = uploads?.pendingPieces ?? 0;
  const [most, setMost] = useState(1);
  if (pieces > most) setMost(pieces);
  const isStuck = !isOnline || uploads?.state === "unreachable";
  return (
    <PlainFrame title={t("leaving.title")} lead={t("leaving.lead")}>
      <div data-testid="leaving" className="flex flex-col gap-2">
        <Progress value={1 - pieces / most} label={t("leaving.progress")} />
        <p className="text-muted" role="status">
          {pieces > 0 ? t("leaving.pieces", { pieces }) : t("leaving.almost")}
        </p>
      </div>
      {isStuck && pieces > 0 && <Notice tone="warn">{t("leaving.stuck")}</Notice>}
      {uploads?.problem && (
        <Notice tone="warn" action={<Button onClick={finish}>{t("leaving.anyway")}</Button>}>
          {uploads.problem}
        </Notice>
      )}
      {error !== null && <ErrorNotice error={error} onRetry={finish} />}
    </PlainFrame>
  );
}

function useFinishing(id: string): { error: unknown; finish: () => void } {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const hasBegun = useRef(false);
  const finish = useCallback((): void => {
    setError(null);
    finishInterview(id).then((interview) => {
      forgetProgress(id);
      queries.setQueryData(interviewKey(id), interview);
      void queries.invalidateQueries({ queryKey: ["interviews"] });
    }, setError);
  }, [id, queries]);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void recordings().then(async ({ uploader }) => {
      uploader.wake();
      await uploader.whenSent(id);
      finish();
    });
  }, [id, finish]);
  return { error, finish };
}
