import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Interviewer } from "@/client/types";
import { Button, ErrorNotice } from "@/components";

import { InterviewerPicker } from "./InterviewerPicker";
import { PlainFrame } from "./PlainFrame";
import { changeInterviewer, interviewKey, type Interview } from "./api";

interface Props {
  interview: Interview;
  interviewers: Interviewer[];
  onAsText: () => void;
}

/** The interviewer of this interview has been deleted: another one asks, or the questions are read. */
export function ChooseAnother({ interview, interviewers, onAsText }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const queries = useQueryClient();
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = picked ?? interviewers[0]?.id ?? null;
  const change = useMutation({
    mutationFn: (id: string) => changeInterviewer(interview.id, id),
    onSuccess: (fresh) => queries.setQueryData(interviewKey(interview.id), fresh),
  });
  return (
    <PlainFrame title={t("gone.title")} lead={t("gone.lead")}>
      <InterviewerPicker interviewers={interviewers} chosen={chosen} language={interview.language} onPick={setPicked} />
      {change.error && <ErrorNotice error={change.error} />}
      <div className="flex flex-wrap gap-2">
        <Button size="lg" busy={change.isPending} disabled={chosen === null} onClick={() => chosen && change.mutate(chosen)} data-testid="change-interviewer">
          {t("gone.change")}
        </Button>
        <Button size="lg" variant="secondary" onClick={onAsText} data-testid="as-text">
          {t("gone.asText")}
        </Button>
      </div>
    </PlainFrame>
  );
}
