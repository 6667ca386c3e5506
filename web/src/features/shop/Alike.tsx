import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Notice } from "@/components";

import type { OpenCatalogue } from "./api";

/** How alike the faces of the set are, what that means, and how many stand out. */
export function Alike({ catalogue }: { catalogue: OpenCatalogue }): ReactNode {
  const { t } = useTranslation("shop");
  if (catalogue.consistency === null) return null;
  const odd = catalogue.photos.filter((photo) => photo.outlier).length;
  return (
    <Card className="flex flex-col gap-4 sm:flex-row sm:items-center" data-testid="alike">
      <p className="flex shrink-0 flex-col">
        <span className="font-semibold">{t("alike.title")}</span>
        <span className="text-3xl font-semibold tabular-nums">{catalogue.consistency.toFixed(2)}</span>
      </p>
      <p className="grow text-sm text-muted sm:border-l sm:border-line sm:pl-6">{t("alike.meaning")}</p>
      {odd > 0 && (
        <Notice tone="warn" className="shrink-0">
          {t("alike.odd", { count: odd })}
        </Notice>
      )}
    </Card>
  );
}
