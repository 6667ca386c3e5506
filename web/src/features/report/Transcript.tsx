import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Interview } from "@/client/types";
import { Button, Dialog, ErrorNotice, TextArea } from "@/components";

import type { Answer } from "./values";

interface EditorProps {
  answer: Answer;
  interviewId: string;
  onClose: () => void;
}

/** Words pasted afterwards are measured alone; the rest of the report stays. */
function Editor({ answer, interviewId, onClose }: EditorProps): ReactNode {
  const { t } = useTranslation("report");
  const queries = useQueryClient();
  const [text, setText] = useState(answer.transcript?.text ?? "");
  const keep = useMutation({
    mutationFn: async () => {
      await call("PUT", `/interviews/${interviewId}/questions/${answer.index}/text`, { json: { transcript: text.trim(), source: "pasted" } });
      return call<Interview>("POST", `/interviews/${interviewId}/words`);
    },
    onSuccess: (interview) => {
      onClose();
      queries.setQueryData(["interview", interviewId], interview); // with the job, which the page follows to its end
    },
  });
  const actions = (
    <>
      <Button variant="secondary" onClick={onClose}>
        {t("common:action.cancel")}
      </Button>
      <Button busy={keep.isPending} disabled={text.trim() === ""} onClick={() => keep.mutate()}>
        {t("transcript.measure")}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("transcript.edit")} actions={actions}>
      <TextArea label={t("transcript.label")} hint={t("transcript.hint")} rows={9} maxLength={20_000} value={text} onChange={(event) => setText(event.target.value)} />
      {keep.isError && <ErrorNotice error={keep.error} />}
    </Dialog>
  );
}

export function Transcript({ answer, interviewId }: { answer: Answer; interviewId: string | null }): ReactNode {
  const { t } = useTranslation("report");
  const [editing, setEditing] = useState(false);
  const { transcript } = answer;
  // A typed answer stands below already, with what was found in it.
  if (!answer.replay && answer.content?.state === "answer") return null;
  if (!transcript && (!answer.replay || interviewId === null)) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      {transcript && (
        <>
          <h3 className="text-sm text-muted">{t(`transcript.source.${transcript.source}`)}</h3>
          <p className="max-h-52 w-full overflow-y-auto whitespace-pre-wrap">{transcript.text}</p>
        </>
      )}
      {answer.replay && interviewId !== null && (
        <>
          {!transcript && <p className="text-muted">{t("transcript.none")}</p>}
          <Button variant="secondary" size="sm" onClick={() => setEditing(true)}>
            {t(transcript ? "transcript.change" : "transcript.add")}
          </Button>
        </>
      )}
      {editing && interviewId !== null && <Editor answer={answer} interviewId={interviewId} onClose={() => setEditing(false)} />}
    </div>
  );
}
