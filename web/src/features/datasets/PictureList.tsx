import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Confirm, Section } from "@/components";
import { dateWords } from "@/lib/figures";

import { pictureFile, picturesKey, removePicture, resultKey, type Picture, type Pictures } from "./api";

/** The pictures that are there, newest first. */
export function PictureList({ pictures }: { pictures: Pictures }): ReactNode {
  const { t } = useTranslation("datasets");
  return (
    <Section title={t("pictures.title", { count: pictures.total })} lead={pictures.total === 0 ? t("pictures.none") : undefined}>
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {pictures.newest.map((picture) => (
          <Row key={picture.id} picture={picture} />
        ))}
      </ul>
      {pictures.total > pictures.newest.length && <p className="text-sm text-muted">{t("pictures.newest", { count: pictures.newest.length })}</p>}
    </Section>
  );
}

function Row({ picture }: { picture: Picture }): ReactNode {
  const { t } = useTranslation("datasets");
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await removePicture(picture.id);
    await Promise.all([queries.invalidateQueries({ queryKey: picturesKey }), queries.invalidateQueries({ queryKey: resultKey })]);
  };
  return (
    <li className="flex items-center gap-3 py-2">
      <img src={pictureFile(picture.id)} alt="" loading="lazy" className="size-12 shrink-0 rounded-lg object-cover" />
      <div className="min-w-0 grow">
        <p className="truncate font-semibold">{picture.file_name}</p>
        <p className="truncate text-sm text-muted">
          {picture.width_px} × {picture.height_px} · {picture.licence} · {picture.origin} · {dateWords(picture.created_at)}
        </p>
      </div>
      <Confirm
        title={t("pictures.removeTitle", { name: picture.file_name })}
        deed={t("pictures.remove")}
        onConfirm={remove}
        trigger={(open) => (
          <Button variant="quiet" size="icon" onClick={open} aria-label={t("pictures.removeTitle", { name: picture.file_name })}>
            <Trash2 aria-hidden="true" />
          </Button>
        )}
      >
        {t("pictures.removeLead")}
      </Confirm>
    </li>
  );
}
