import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components";

import type { About } from "./api";

/** How often the model is wrong, in plain words and for each class. Always in sight: no answer stands without it. */
export function HowWrong({ about }: { about: About }): ReactNode {
  const { t } = useTranslation("expression");
  return (
    <Card className="flex flex-col gap-4 self-start" data-testid="how-wrong">
      <h2 className="text-lg">{t("wrong.title")}</h2>
      <p>{about.how_often_wrong}</p>
      <div className="flex flex-col gap-2">
        <p className="text-sm font-semibold">{t("wrong.found")}</p>
        {about.classes.map(({ id, title }) => {
          const found = Math.round(100 * (about.reliability.recall[id] ?? 0));
          return (
            <div key={id} className="grid grid-cols-[minmax(0,1fr)_5rem_auto] items-center gap-3 text-sm">
              <span>{title}</span>
              <span className="h-1.5 overflow-hidden rounded-full bg-line" aria-hidden="true">
                <span className="block h-full rounded-full bg-line-strong" style={{ width: `${found}%` }} />
              </span>
              <span className="w-8 text-right tabular-nums">{found}</span>
            </div>
          );
        })}
      </div>
      <p className="text-sm text-muted">{about.what_it_is}</p>
      <p className="text-sm text-muted">{about.measured_on}</p>
    </Card>
  );
}
