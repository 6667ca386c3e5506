import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Confirm, Dialog, ErrorNotice, Section, Skeleton, TextArea, TextField } from "@/components";

import { deletePosting, keepPosting, listPostings, postingsKey, type Posting } from "./api";

/** Job postings that documents are compared with. */
export function Postings(): ReactNode {
  const { t } = useTranslation("career");
  const found = useQuery({ queryKey: postingsKey, queryFn: listPostings, staleTime: 0 });
  return (
    <Section title={t("postings.title")} lead={t("postings.lead")}>
      {found.error ? (
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton className="h-16" />
      ) : found.data.length === 0 ? (
        <p className="text-muted">{t("postings.none")}</p>
      ) : (
        <ul className="flex flex-col gap-3">
          {found.data.map((posting) => (
            <One key={posting.id} posting={posting} />
          ))}
        </ul>
      )}
      <Add />
    </Section>
  );
}

function One({ posting }: { posting: Posting }): ReactNode {
  const { t } = useTranslation("career");
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await deletePosting(posting.id);
    await queries.invalidateQueries({ queryKey: postingsKey });
  };
  return (
    <li className="flex items-start gap-2 rounded-2xl border border-line bg-surface p-3 pl-4" data-testid="posting">
      <details className="min-w-0 grow py-1">
        <summary className="cursor-pointer truncate font-semibold">{posting.title}</summary>
        <p className="mt-2 max-h-64 overflow-y-auto whitespace-pre-wrap break-words text-sm text-muted">{posting.text}</p>
      </details>
      <Confirm
        title={t("postings.deleteTitle")}
        deed={t("postings.delete")}
        onConfirm={remove}
        trigger={(open) => (
          <Button variant="quiet" size="icon" onClick={open} aria-label={`${t("postings.delete")}: ${posting.title}`}>
            <Trash2 />
          </Button>
        )}
      >
        <p>{posting.title}</p>
        <p className="text-muted">{t("postings.deleteLead")}</p>
      </Confirm>
    </li>
  );
}

function Add(): ReactNode {
  const { t } = useTranslation("career");
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const keep = useMutation({
    mutationFn: () => keepPosting({ title, text }),
    onSuccess: async () => {
      setOpen(false);
      setTitle("");
      setText("");
      await queries.invalidateQueries({ queryKey: postingsKey });
    },
  });
  const deed = (
    <Button busy={keep.isPending} disabled={text.trim() === ""} onClick={() => keep.mutate()} data-testid="keep-posting">
      {t("postings.deed")}
    </Button>
  );
  return (
    <>
      <Button variant="secondary" className="self-start" onClick={() => setOpen(true)} data-testid="add-posting">
        <Plus aria-hidden="true" />
        {t("postings.add")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("postings.add")} actions={deed}>
        <TextField label={t("bring.titleLabel")} hint={t("bring.titleHint")} most={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        <TextArea label={t("postings.label")} hint={t("postings.hint")} rows={10} value={text} onChange={(event) => setText(event.target.value)} data-testid="posting-text" />
        {keep.error && <ErrorNotice error={keep.error} />}
      </Dialog>
    </>
  );
}
