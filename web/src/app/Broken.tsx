import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";

import { Button, Page } from "@/components";
import { paths } from "@/lib/paths";

/** Shown when a page itself fails. Recordings are safe: the recorder keeps them outside of the page's state. */
export function Broken(): ReactNode {
  const { t } = useTranslation();
  const error = useRouteError();
  const words = error instanceof Error ? error.message : String(error);
  return (
    <Page title={t("broken.title")} lead={t("broken.lead")} width="narrow">
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => window.location.reload()}>{t("broken.reload")}</Button>
        <Button asChild variant="secondary">
          <a href={paths.home}>{t("notFound.home")}</a>
        </Button>
      </div>
      <details className="text-sm text-muted">
        <summary className="min-h-11 cursor-pointer py-2.5">{t("broken.details")}</summary>
        <code className="font-mono">{words}</code>
      </details>
    </Page>
  );
}
