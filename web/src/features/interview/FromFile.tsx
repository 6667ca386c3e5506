import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, FilePlus, Trash2 } from "lucide-react";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Confirm, ErrorNotice, Skeleton } from "@/components";

import { PickList } from "./PickList";
import { keepSet, listSets, removeSet, setFileUrl, setsKey, setTemplateUrl, type PreparedQuestion, type QuestionSet } from "./api";

interface Props {
  chosen: readonly PreparedQuestion[];
  onToggle: (question: PreparedQuestion, on: boolean) => void;
}

const forms = ["csv", "xlsx", "yaml"] as const;
const link = "inline-flex min-h-11 items-center gap-1.5 font-semibold text-accent-strong underline-offset-4 hover:underline";

/** Question files of one's own: added, taken out again, and chosen from. */
export function FromFile({ chosen, onToggle }: Props): ReactNode {
  const { t } = useTranslation("questions");
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const sets = useQuery({ queryKey: setsKey, queryFn: listSets });
  const keep = useMutation({ mutationFn: keepSet, onSuccess: () => queries.invalidateQueries({ queryKey: setsKey }) });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <Button variant="secondary" busy={keep.isPending} onClick={() => input.current?.click()}>
          <FilePlus aria-hidden="true" />
          {t("file.choose")}
        </Button>
        <input
          ref={input}
          type="file"
          accept=".csv,.xlsx,.yaml,.yml"
          className="sr-only"
          tabIndex={-1}
          aria-label={t("file.choose")}
          data-testid="question-file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = ""; // the same file can be chosen again once it is mended
            if (file) keep.mutate(file);
          }}
        />
        {forms.map((form) => (
          <a key={form} href={setTemplateUrl(form)} download className={link}>
            <Download aria-hidden="true" className="size-4" />
            {t("file.template", { form: form.toUpperCase() })}
          </a>
        ))}
      </div>
      <p className="text-sm text-muted">{t("file.hint")}</p>
      {keep.error && <ErrorNotice error={keep.error} />}
      {sets.error && <ErrorNotice error={sets.error} onRetry={() => void sets.refetch()} />}
      {sets.isPending && <Skeleton className="h-24" />}
      {sets.data?.map((one) => <OneSet key={one.id} one={one} chosen={chosen} onToggle={onToggle} />)}
    </div>
  );
}

function OneSet({ one, chosen, onToggle }: Props & { one: QuestionSet }): ReactNode {
  const { t } = useTranslation("questions");
  const queries = useQueryClient();
  const { title } = one;
  const remove = async (): Promise<void> => {
    await removeSet(one.id);
    await queries.invalidateQueries({ queryKey: setsKey });
  };
  const items = one.questions.map((question) => ({ question: { ...question, source: "set" as const, why: null } }));
  return (
    <details className="rounded-2xl border border-line" open={items.length <= 6}>
      <summary className="flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-2 font-semibold">
        <span className="min-w-0 break-words">{title}</span>
        <span className="text-sm font-normal text-muted">{t("file.count", { count: items.length })}</span>
      </summary>
      <div className="flex flex-col gap-2 px-3 pb-3">
        <PickList label={t("file.show", { title })} items={items} chosen={chosen} onToggle={onToggle} />
        <div className="flex flex-wrap items-center gap-x-5">
          {forms.map((form) => (
            <a key={form} href={setFileUrl(one.id, form)} download className={link} aria-label={t("file.download", { title, form: form.toUpperCase() })}>
              <Download aria-hidden="true" className="size-4" />
              {form.toUpperCase()}
            </a>
          ))}
          <Confirm
            title={t("file.remove", { title })}
            deed={t("file.removeDeed")}
            onConfirm={remove}
            trigger={(open) => (
              <Button variant="quiet" size="icon" className="ml-auto" aria-label={t("file.remove", { title })} onClick={open}>
                <Trash2 />
              </Button>
            )}
          >
            {t("file.removeLead")}
          </Confirm>
        </div>
      </div>
    </details>
  );
}
