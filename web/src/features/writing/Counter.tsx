import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

import type { Limit } from "./api";
import { count, measures } from "./counting";

/** Four counts at once, and how full the limit is. */
export function Counter({ text, limit }: { text: string; limit: Limit | null }): ReactNode {
  const { t } = useTranslation("writing");
  const counts = count(text);
  const used = limit ? counts[limit.measure] : 0;
  const isOver = limit !== null && used > limit.most;
  return (
    <div className="flex flex-col gap-2" data-testid="counter">
      {limit && (
        <>
          <p className={classes("flex flex-wrap items-baseline gap-x-2 tabular-nums", isOver && "text-danger")} data-testid="used">
            <strong className="text-lg">
              {used.toLocaleString()} / {limit.most.toLocaleString()}
            </strong>
            <span className="text-sm">{t(`measure.${limit.measure}`)}</span>
            <span className="text-sm">{isOver ? t("counter.over", { count: used - limit.most }) : t("counter.left", { count: limit.most - used })}</span>
          </p>
          <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <div className={classes("h-full rounded-full", isOver ? "bg-danger" : "bg-accent")} style={{ width: `${Math.min(100, (100 * used) / limit.most)}%` }} />
          </div>
        </>
      )}
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        {measures.map((measure) => (
          <div key={measure} className="flex gap-1.5">
            <dt>{t(`measure.${measure}`)}</dt>
            <dd className="font-semibold tabular-nums text-ink" data-testid={`count-${measure}`}>
              {counts[measure].toLocaleString()}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
