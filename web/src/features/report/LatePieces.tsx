import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Interview } from "@/client/types";
import { Button, ErrorNotice, Notice } from "@/components";
import { recordings } from "@/lib/upload/service";

interface Props {
  interview: Interview;
  /** The interview as the server has it may have changed: ask for it again. */
  onChange: () => void;
}

/** Opening the page sends what this browser still keeps of the interview: ask again when it has arrived. */
function useAskAfterSending(id: string, ask: () => void): void {
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    let isGone = false;
    const tell = (): void => {
      if (!isGone) latest.current();
    };
    void recordings().then(({ uploader }) => uploader.whenSent(id)).then(tell);
    return () => {
      isGone = true;
    };
  }, [id]);
}

/** What the server kept after the review isn't in the report: say so, and offer a new review. */
export function LatePieces({ interview, onChange }: Props): ReactNode {
  const { t } = useTranslation("report");
  useAskAfterSending(interview.id, onChange);
  const again = useMutation({ mutationFn: () => call("POST", `/interviews/${interview.id}/review`), onSuccess: onChange });
  const late = interview.questions.filter((question) => question.answer.has_late_pieces).map((question) => question.index + 1);
  if (late.length === 0) return null;
  const button = (
    <Button size="sm" busy={again.isPending} onClick={() => again.mutate()} data-testid="review-again">
      {t("late.again")}
    </Button>
  );
  return (
    <>
      <Notice tone="warn" title={t("late.title")} action={button}>
        {t("late.lead", { answers: late.join(", ") })}
      </Notice>
      {again.isError && <ErrorNotice error={again.error} />}
    </>
  );
}
