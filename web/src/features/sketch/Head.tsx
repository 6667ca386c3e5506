import { FilePlus2, FolderOpen } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice } from "@/components";

import { Drawings } from "./Drawings";
import { Exports } from "./Exports";
import type { Ink } from "./ink";
import type { DrawingInHand } from "./useDrawing";
import type { Face } from "./useFace";

interface Props {
  drawing: DrawingInHand;
  ink: Ink | null;
  face: Face;
  onNew: () => void;
}

/** The drawing's name, whether it is saved, and what can be done with the whole of it. */
export function Head({ drawing, ink, face, onNew }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const [isListOpen, setListOpen] = useState(false);
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 sm:flex-nowrap">
        <div className="contents min-w-0 grow sm:block">
          <h1 className="text-lg leading-snug max-sm:w-full lg:text-xl">{t("title")}</h1>
          <div className="flex min-w-0 grow items-center gap-x-3 max-sm:basis-0 max-sm:flex-col max-sm:items-start">
            <input
              aria-label={t("name")}
              placeholder={t("unnamed")}
              maxLength={60}
              defaultValue={drawing.name}
              onBlur={(event) => event.target.value !== drawing.name && drawing.rename(event.target.value)}
              onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
              className="-ml-2 min-h-9 w-full min-w-0 rounded-lg sm:w-40 lg:w-48 border border-transparent bg-transparent px-2 text-muted placeholder:text-muted hover:border-line focus:border-line-strong focus:bg-surface"
            />
            <span className="max-w-full truncate text-sm text-muted" data-testid="saving" data-state={drawing.saving} role="status">
              {t(`saving.${drawing.saving}`)}
            </span>
          </div>
        </div>
        <div className="flex shrink-0 gap-1.5 sm:gap-2">
          <Button variant="secondary" className="max-lg:px-3" onClick={onNew}>
            <FilePlus2 aria-hidden="true" />
            <span className="max-sm:sr-only">{t("drawings.new")}</span>
          </Button>
          <Button variant="secondary" className="max-lg:px-3" onClick={() => setListOpen(true)}>
            <FolderOpen aria-hidden="true" />
            <span className="max-sm:sr-only">{t("drawings.open")}</span>
          </Button>
          <Exports drawing={drawing} ink={ink} face={face} />
        </div>
      </header>
      {drawing.saving === "elsewhere" && (
        <Notice
          tone="warn"
          action={
            <Button size="sm" variant="secondary" onClick={() => window.location.reload()}>
              {t("saving.reload")}
            </Button>
          }
        >
          {t("saving.elsewhereLead")}
        </Notice>
      )}
      <Drawings open={isListOpen} onClose={() => setListOpen(false)} onNew={onNew} />
    </>
  );
}
