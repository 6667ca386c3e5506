import { Plus } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { Button, Notice, Page, TextField } from "@/components";
import { paths } from "@/lib/paths";

import { ItemCard } from "./ItemCard";
import { saveLetter, type Item, type Letter, type Written } from "./api";
import { Saver, type SavingState } from "./saver";
import { shelfOf } from "./shelf";

const mostItems = 20;

interface Props {
  letter: Letter;
  written: Written;
  /** What is shown isn't on the server yet. */
  isUnsaved: boolean;
}

function useSaving(letter: Letter, written: Written, isUnsaved: boolean): { content: Written; change: (part: Partial<Written>) => void; state: SavingState; flush: () => void } {
  const [content, setContent] = useState<Written>(() => ({ title: written.title, language: written.language, items: written.items }));
  const [state, setState] = useState<SavingState>(isUnsaved ? "waiting" : "saved");
  const [saver] = useState(
    () => new Saver<Written>(async (now, revision) => (await saveLetter(letter.id, { ...now, revision })).revision, shelfOf(letter.id), setState, letter.revision),
  );
  const first = useRef(isUnsaved ? content : null);
  useEffect(() => {
    if (first.current) saver.change(first.current);
    const flush = (): void => saver.flush();
    window.addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", flush);
      saver.flush();
    };
  }, [saver]);
  const change = (part: Partial<Written>): void => {
    const next = { ...content, ...part };
    setContent(next);
    saver.change(next);
  };
  return { content, change, state, flush: () => saver.flush() };
}

/** The items of a letter, each with its counter; saved while they are written. */
export function LetterEditor({ letter, written, isUnsaved }: Props): ReactNode {
  const { t } = useTranslation("writing");
  const { content, change, state, flush } = useSaving(letter, written, isUnsaved);
  const { items } = content;
  const put = (at: number, item: Item): void => change({ items: items.map((old, index) => (index === at ? item : old)) });
  return (
    <Page
      title={content.title || t("letter.title")}
      back={{ to: paths.writing, label: t("title") }}
      actions={<EvaluateButton id={letter.id} state={state} flush={flush} />}
    >
      <SavedMark state={state} />
      {state === "elsewhere" && (
        <Notice tone="warn" title={t("elsewhere.title")} action={<Button onClick={() => window.location.reload()}>{t("elsewhere.reload")}</Button>}>
          {t("elsewhere.text")}
        </Notice>
      )}
      <TextField label={t("letter.name")} value={content.title} most={120} onChange={(event) => change({ title: event.target.value })} />
      <ol className="flex flex-col gap-8">
        {items.map((item, index) => (
          // the position is the identity here: the titles change while they are typed
          <ItemCard
            key={index}
            number={index + 1}
            item={item}
            onChange={(next) => put(index, next)}
            onRemove={() => change({ items: items.filter((_, at) => at !== index) })}
          />
        ))}
      </ol>
      <Button
        variant="secondary"
        className="self-start"
        disabled={items.length >= mostItems}
        onClick={() => change({ items: [...items, { title: "", text: "", limit: { most: 500, measure: "with_spaces" } }] })}
      >
        <Plus aria-hidden="true" />
        {t("letter.add")}
      </Button>
    </Page>
  );
}

/** What is evaluated is what the server has: it waits until everything is saved. */
function EvaluateButton({ id, state, flush }: { id: string; state: SavingState; flush: () => void }): ReactNode {
  const { t } = useTranslation("writing");
  const navigate = useNavigate();
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (wanted && state === "saved") void navigate(paths.evaluation(id));
  }, [wanted, state, id, navigate]);
  const press = (): void => {
    setWanted(true);
    flush();
  };
  return (
    <Button busy={wanted && (state === "saving" || state === "waiting")} disabled={state === "elsewhere"} onClick={press}>
      {t("letter.evaluate")}
    </Button>
  );
}

function SavedMark({ state }: { state: SavingState }): ReactNode {
  const { t } = useTranslation("writing");
  return (
    <p role="status" className="text-sm text-muted" data-testid="saving" data-state={state}>
      {t(`saving.${state}`)}
    </p>
  );
}
