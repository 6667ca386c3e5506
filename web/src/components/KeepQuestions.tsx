import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BookmarkPlus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";

import { Button } from "./Button";
import { Dialog } from "./Dialog";
import { TextField } from "./Field";
import { ErrorNotice, Notice } from "./Notice";

type QuestionSet = components["schemas"]["SetView"];

/** As many as a kept set holds. */
const most = 200;

/** Keeps questions that were typed or imported, to be chosen for any interview. */
export function KeepQuestions({ questions, name = "" }: { questions: readonly string[]; name?: string }): ReactNode {
  const { t } = useTranslation("questions");
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(name);
  const keep = useMutation({
    mutationFn: () => call<QuestionSet>("POST", "/question-sets/typed", { json: { title, questions: questions.slice(0, most) } }),
    onSuccess: async () => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ["question-sets"] });
    },
  });
  const begin = (): void => {
    setTitle(name);
    keep.reset();
    setOpen(true);
  };
  const deed = (
    <Button busy={keep.isPending} onClick={() => keep.mutate()} data-testid="keep-questions-deed">
      {t("keep.deed")}
    </Button>
  );
  return (
    <>
      <Button variant="quiet" disabled={questions.length === 0} onClick={begin} data-testid="keep-questions">
        <BookmarkPlus aria-hidden="true" />
        {t("keep.open")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("keep.title", { count: Math.min(questions.length, most) })} actions={deed}>
        <TextField label={t("keep.name")} hint={t("keep.nameHint")} most={80} value={title} onChange={(event) => setTitle(event.target.value)} />
        {keep.error && <ErrorNotice error={keep.error} />}
      </Dialog>
      {keep.isSuccess && (
        <div className="basis-full">
          <Notice tone="good">{t("keep.done")}</Notice>
        </div>
      )}
    </>
  );
}
