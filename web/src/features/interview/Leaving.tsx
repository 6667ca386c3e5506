import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNotice, Notice, Progress } from "@/components";
import type { LocalTake } from "@/lib/recorder/take";
import { forgetRefusals } from "@/lib/upload/send";
import { recordings } from "@/lib/upload/service";

import { PlainFrame } from "./PlainFrame";
import { Refused } from "./Refused";
import { SignedOutNotice } from "./SignedOut";
import { finishInterview, interviewKey, movePosition, type Interview } from "./api";
import { forgetProgress } from "./progress";
import { useOwner } from "./useOwner";
import { useOnline, useUploads } from "./useUploads";

/** After the last answer: the rest is sent, then the review begins by itself. Closing the page loses nothing. */
export function Leaving({ interview }: { interview: Interview }): ReactNode {
  const { t } = useTranslation("interview");
  const owner = useOwner();
  const uploads = useUploads(owner.id);
  const isOnline = useOnline();
  const { refused, error, sendAgain, finish } = useFinishing(interview);
  const pieces = uploads?.pendingPieces ?? 0;
  const [most, setMost] = useState(1);
  if (pieces > most) setMost(pieces);
  const isStuck = !isOnline || uploads?.state === "unreachable";
  return (
    <PlainFrame title={t("leaving.title")} lead={refused.length > 0 ? undefined : t("leaving.lead")}>
      {refused.length === 0 && (
        <div data-testid="leaving" className="flex flex-col gap-2">
          <Progress value={1 - pieces / most} label={t("leaving.progress")} />
          <p className="text-muted" role="status">
            {pieces > 0 ? t("leaving.pieces", { pieces }) : t("leaving.almost")}
          </p>
        </div>
      )}
      {(owner.isSignedOut || uploads?.state === "signed_out") && <SignedOutNotice id={interview.id} />}
      {isStuck && pieces > 0 && <Notice tone="warn">{t("leaving.stuck")}</Notice>}
      {refused.length > 0 && <Refused takes={refused} onAgain={sendAgain} onAnyway={finish} />}
      {error !== null && <ErrorNotice error={error} onRetry={finish} />}
    </PlainFrame>
  );
}

interface Finishing {
  /** What the server would not take; nothing is ended before somebody has decided what becomes of it. */
  refused: readonly LocalTake[];
  error: unknown;
  sendAgain: () => void;
  finish: () => void;
}

function useFinishing({ id, questions: { length: count } }: Interview): Finishing {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<readonly LocalTake[]>([]);
  const hasBegun = useRef(false);
  const finish = useCallback((): void => {
    setError(null);
    finishInterview(id).then((interview) => {
      forgetProgress(id);
      queries.setQueryData(interviewKey(id), interview);
      void queries.invalidateQueries({ queryKey: ["interviews"] });
    }, setError);
  }, [id, queries]);
  const send = useCallback(async (): Promise<void> => {
    setRefused([]);
    const told = movePosition(id, count).catch(() => undefined); // so that another visit comes back to here
    const { uploader } = await recordings();
    uploader.wake();
    const left = await uploader.whenSent(id);
    setRefused(left);
    await told;
    if (left.length === 0) finish();
  }, [id, count, finish]);
  const sendAgain = useCallback((): void => {
    void recordings()
      .then(({ store }) => forgetRefusals(store))
      .then(send);
  }, [send]);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    void send();
  }, [send]);
  return { refused, error, sendAgain, finish };
}
