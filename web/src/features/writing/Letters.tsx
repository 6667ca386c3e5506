import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";

import { Button, Confirm, EmptyState, ErrorNotice, Skeleton } from "@/components";
import { dateWords } from "@/lib/figures";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { beginLetter, deleteLetter, letterKey, lettersKey, listLetters, type LetterSummary } from "./api";
import { shelfOf } from "./shelf";

export const usualItems = ["growth", "character", "motivation", "experience", "plans"] as const;

/** The cover letters that were written here, and a new one. */
export function Letters(): ReactNode {
  const { t } = useTranslation("writing");
  const letters = useQuery({ queryKey: lettersKey, queryFn: listLetters });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const begin = useMutation({
    mutationFn: () =>
      beginLetter({
        title: t("letters.newTitle"),
        language: currentLanguage(),
        items: usualItems.map((key) => ({ title: t(`items.${key}`), text: "", limit: { most: 500, measure: "with_spaces" as const } })),
      }),
    onSuccess: (letter) => {
      queries.setQueryData(letterKey(letter.id), letter);
      return navigate(paths.letter(letter.id));
    },
  });
  const add = (
    <Button busy={begin.isPending} onClick={() => begin.mutate()} data-testid="new-letter">
      <Plus aria-hidden="true" />
      {t("letters.new")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-6">
      {letters.isPending && <Skeleton className="h-40" />}
      {letters.isError && <ErrorNotice error={letters.error} onRetry={() => void letters.refetch()} />}
      {letters.data?.length === 0 && (
        <EmptyState title={t("letters.emptyTitle")} action={add}>
          {t("letters.emptyText")}
        </EmptyState>
      )}
      {letters.data !== undefined && letters.data.length > 0 && (
        <>
          <div>{add}</div>
          <ul className="divide-y divide-line">
            {letters.data.map((letter) => (
              <Row key={letter.id} letter={letter} />
            ))}
          </ul>
        </>
      )}
      {begin.error && <ErrorNotice error={begin.error} />}
    </div>
  );
}

function Row({ letter }: { letter: LetterSummary }): ReactNode {
  const { t } = useTranslation("writing");
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await deleteLetter(letter.id);
    shelfOf(letter.id).clear();
    await queries.invalidateQueries({ queryKey: lettersKey });
  };
  return (
    <li className="relative flex items-center gap-3 py-4 hover:bg-sunken sm:-mx-3 sm:rounded-xl sm:px-3">
      <div className="min-w-0 grow">
        <Link to={paths.letter(letter.id)} className="text-lg font-semibold after:absolute after:inset-0">
          {letter.title}
        </Link>
        <p className="text-sm text-muted">{t("letters.changed", { date: dateWords(letter.changed_at, true) })}</p>
      </div>
      <Confirm
        title={t("letters.deleteTitle")}
        deed={t("letters.delete")}
        onConfirm={remove}
        trigger={(ask) => (
          <Button variant="quiet" size="icon" className="relative z-10 text-muted" aria-label={t("letters.deleteOne", { title: letter.title })} onClick={ask}>
            <Trash2 />
          </Button>
        )}
      >
        <p>{t("letters.deleteText")}</p>
      </Confirm>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted max-sm:hidden" />
    </li>
  );
}
