import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Page, Section, StartButton } from "@/components";
import { paths } from "@/lib/paths";

import { StepSketch } from "./sketches";

const questions = ["camera", "time", "phone", "account", "silent", "measured"] as const;

export function How(): ReactNode {
  const { t } = useTranslation("landing");
  return (
    <Page title={t("how.title")} lead={t("how.lead")}>
      <ol className="flex flex-col gap-10 py-4">
        {([1, 2, 3] as const).map((step) => (
          <li key={step} className="grid items-center gap-6 sm:grid-cols-[2fr_3fr]">
            <StepSketch step={step} />
            <div className="flex flex-col gap-2">
              <h2 className="text-xl">
                <span className="mr-3 text-accent">{step}</span>
                {t(`steps.${step}.title`)}
              </h2>
              <p>{t(`how.steps.${step}`)}</p>
            </div>
          </li>
        ))}
      </ol>
      <Section title={t("how.questionsTitle")}>
        <div className="divide-y divide-line border-y border-line">
          {questions.map((key) => (
            <details key={key} className="group">
              <summary className="flex min-h-14 cursor-pointer items-center py-3 text-lg font-semibold">{t(`how.questions.${key}.q`)}</summary>
              <p className="pb-5 text-muted">{t(`how.questions.${key}.a`)}</p>
            </details>
          ))}
        </div>
      </Section>
      <div className="flex flex-wrap items-center gap-4">
        <StartButton size="lg" />
        <Link to={paths.demo} className="link py-2">
          {t("hero.demo")}
        </Link>
      </div>
    </Page>
  );
}
