import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { paths } from "@/lib/paths";

export function Footer(): ReactNode {
  const { t } = useTranslation();
  return (
    <footer className="no-print border-t border-line">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-8 gap-y-3 px-4 py-8 text-sm text-muted sm:px-6">
        <p className="max-w-2xl">{t("footer.promise")}</p>
        <nav aria-label={t("footer.label")} className="flex flex-wrap gap-x-5">
          <Link className="py-2 hover:text-ink hover:underline" to={paths.how}>
            {t("nav.how")}
          </Link>
          <Link className="py-2 hover:text-ink hover:underline" to={paths.ethics}>
            {t("nav.ethics")}
          </Link>
          <Link className="py-2 hover:text-ink hover:underline" to={paths.demo}>
            {t("nav.demo")}
          </Link>
        </nav>
      </div>
    </footer>
  );
}
