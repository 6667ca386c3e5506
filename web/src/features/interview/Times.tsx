import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Section, Segmented, Slider } from "@/components";

import { limits, type Draft } from "./plan";

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** How many questions, how long to think and to answer, and in which language. */
export function Times({ draft, onChange }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const seconds = (value: number): string =>
    value < 60 ? t("time.seconds", { seconds: value }) : t("time.minutes", { minutes: Math.floor(value / 60), seconds: value % 60 });
  return (
    <Section title={t("time.title")}>
      <Card className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {draft.track_id !== null && (
          <Slider
            label={t("time.count")}
            value={draft.count}
            onChange={(count) => onChange({ count })}
            {...limits.count}
            shown={t("time.questions", { count: draft.count })}
          />
        )}
        <Slider
          label={t("time.thinking")}
          value={draft.thinking_s}
          onChange={(thinking_s) => onChange({ thinking_s })}
          {...limits.thinkingS}
          shown={draft.thinking_s === 0 ? t("time.none") : seconds(draft.thinking_s)}
        />
        <Slider label={t("time.answer")} value={draft.answer_s} onChange={(answer_s) => onChange({ answer_s })} {...limits.answerS} shown={seconds(draft.answer_s)} />
        <div className="flex flex-col gap-2">
          <span className="font-semibold">{t("time.language")}</span>
          <Segmented
            label={t("time.language")}
            value={draft.language}
            onChange={(language) => onChange({ language })}
            choices={[
              { value: "ko", label: "한국어" },
              { value: "en", label: "English" },
            ]}
            className="flex max-w-64"
          />
        </div>
      </Card>
    </Section>
  );
}
