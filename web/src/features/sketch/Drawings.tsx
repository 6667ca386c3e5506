import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";

import { Button, Confirm, Dialog, EmptyState, ErrorNotice, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { deleteDrawing, drawingsKey, listDrawings, type SavedDrawing } from "./api";

/** One's saved drawings, to open or to delete. */
export function Drawings({ open, onClose, onNew }: { open: boolean; onClose: () => void; onNew: () => void }): ReactNode {
  const { t } = useTranslation("sketch");
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={t("drawings.title")}>
      {open && <List onClose={onClose} onNew={onNew} />}
    </Dialog>
  );
}

function List({ onClose, onNew }: { onClose: () => void; onNew: () => void }): ReactNode {
  const { t } = useTranslation("sketch");
  const [asked] = useSearchParams();
  const drawings = useQuery({ queryKey: drawingsKey, queryFn: listDrawings, staleTime: 0 });
  if (drawings.error) return <ErrorNotice error={drawings.error} onRetry={() => void drawings.refetch()} />;
  if (!drawings.data) return <Skeleton className="h-48" />;
  if (drawings.data.length === 0) return <EmptyState title={t("drawings.none")}>{t("drawings.noneLead")}</EmptyState>;
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {drawings.data.map((drawing) => (
        <Item key={drawing.id} drawing={drawing} isShown={drawing.id === asked.get("drawing")} onClose={onClose} onNew={onNew} />
      ))}
    </ul>
  );
}

function Item({ drawing, isShown, onClose, onNew }: { drawing: SavedDrawing; isShown: boolean; onClose: () => void; onNew: () => void }): ReactNode {
  const { t } = useTranslation("sketch");
  const queries = useQueryClient();
  const when = new Date(drawing.changed_at).toLocaleString(currentLanguage(), { dateStyle: "medium", timeStyle: "short" });
  const name = drawing.name || t("unnamed");
  const remove = useMutation({
    mutationFn: () => deleteDrawing(drawing.id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: drawingsKey });
      if (isShown) onNew();
    },
  });
  return (
    <li className="relative">
      <Link to={paths.drawing(drawing.id)} onClick={onClose} data-testid="drawing" className="block overflow-hidden rounded-2xl border border-line hover:border-line-strong aria-[current]:border-accent" aria-current={isShown || undefined}>
        <img src={drawing.cover_url} alt="" loading="lazy" className="aspect-square w-full bg-white object-cover" />
        <span className="block px-3 pt-2 font-semibold">
          <span className="block truncate">{name}</span>
        </span>
        <span className="block truncate px-3 pb-2 text-sm text-muted">{when}</span>
      </Link>
      <Confirm
        title={t("drawings.deleteTitle", { name })}
        deed={t("drawings.delete")}
        onConfirm={() => remove.mutateAsync()}
        trigger={(ask) => (
          <Button variant="quiet" size="icon" aria-label={t("drawings.deleteOf", { name })} onClick={ask} className="absolute right-1 top-1 size-10 bg-white/80 text-[#221d17] hover:bg-white">
            <Trash2 aria-hidden="true" />
          </Button>
        )}
      >
        {t("drawings.deleteLead")}
      </Confirm>
    </li>
  );
}
