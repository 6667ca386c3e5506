import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ButtonLink, Page } from "@/components";
import { paths } from "@/lib/paths";

export function NotFound(): ReactNode {
  const { t } = useTranslation();
  return (
    <Page title={t("notFound.title")} lead={t("notFound.lead")} width="narrow">
      <ButtonLink to={paths.home} className="self-start">
        {t("notFound.home")}
      </ButtonLink>
    </Page>
  );
}
