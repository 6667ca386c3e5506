import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Page, Section } from "@/components";

const sections = ["purpose", "numbers", "stored", "virtual", "consent"] as const;

/** What the product is for, what it never does, and where the data are. */
export function Ethics(): ReactNode {
  const { t } = useTranslation("landing");
  return (
    <Page title={t("ethics.title")} lead={t("ethics.lead")}>
      {sections.map((key) => (
        <Section key={key} title={t(`ethics.${key}.title`)}>
          <p className="max-w-2xl whitespace-pre-line">{t(`ethics.${key}.text`)}</p>
        </Section>
      ))}
    </Page>
  );
}
