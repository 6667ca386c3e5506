import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Interviewer } from "@/client/types";
import { Button, ErrorNotice } from "@/components";

import { InterviewerPicker } from "./InterviewerPicker";
import { PlainFrame } from "./PlainFrame";
import { changeSeat, interviewKey, type Interview } from "./api";

interface Props {
  interview: Interview;
  onAsText: () => void;
}

/** An interviewer of this interview has been deleted: another one takes the seat, or their questions are read. */
export function ChooseAnother({ interview, onAsText }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ["interviewers"], queryFn: () => call<Interviewer[]>("GET", "/interviewers") });
  const taken = interview.seats.map((seat) => seat.person_id);
  const interviewers = (query.data ?? []).filter((one) => !taken.includes(one.id));
  const seat = interview.seats.find((one) => one.gone)?.number ?? 0;
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = picked ?? interviewers[0]?.id ?? null;
  const change = useMutation({
    mutationFn: (id: string) => changeSeat(interview.id, seat, id),
    onSuccess: (fresh) => queries.setQueryData(interviewKey(interview.id), fresh),
  });
  return (
    <PlainFrame title={t("gone.title")} lead={t("gone.lead")}>
      <InterviewerPicker interviewers={interviewers} chosen={chosen} language={interview.language} onPick={setPicked} />
      {query.error && <ErrorNotice error={query.error} />}
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
