import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/client/schema";
import { Section } from "@/components";

const shown = ["characters", "characters_without_spaces", "utf8_bytes", "euc_kr_bytes", "sentences", "words", "words_per_sentence"] as const;

/** The document in figures. */
export function Statistics({ figures }: { figures: components["schemas"]["StatisticsView"] }): ReactNode {
  const { t } = useTranslation("evaluation");
  return (
    <Section title={t("statistics.title")}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-4">
        {shown.map((key) => (
          <div key={key}>
            <dt className="text-sm text-muted">{t(`statistics.${key}`)}</dt>
            <dd className="text-lg font-semibold tabular-nums">{figures[key]?.toLocaleString() ?? "—"}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
