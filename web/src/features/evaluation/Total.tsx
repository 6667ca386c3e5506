import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Card } from "@/components";
import { dateWords } from "@/lib/figures";

import type { Evaluation } from "./api";
import { changeSince } from "./marks";
import { engineKey, modelName } from "./words";

interface Props {
  evaluation: Evaluation;
  before: Evaluation | null;
}

/** The total, where it comes from, and what it was before. */
export function Total({ evaluation, before }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  const change = changeSince(evaluation.total, before?.total);
  return (
    <Card className="flex flex-wrap items-center gap-x-8 gap-y-3" data-testid="total">
      <p className="flex items-baseline gap-2">
        <span className="text-5xl font-bold tabular-nums">{evaluation.total ?? "—"}</span>
        <span className="text-muted">/ 100</span>
      </p>
      <div className="flex min-w-0 grow basis-60 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="accent">{t(engineKey(evaluation.engine), { name: modelName(evaluation.engine) })}</Badge>
          <span className="text-sm text-muted">{dateWords(evaluation.created_at, true)}</span>
        </p>
        <p className="text-sm text-muted">{t(evaluation.total === null ? "noTotal" : "totalRule")}</p>
        {before && change !== null && (
          <p className="text-sm">{t("since", { date: dateWords(before.created_at, true), before: before.total ?? 0, change: change > 0 ? `+${change}` : change })}</p>
        )}
        {evaluation.usage && (
          <p className="text-sm">
            {t("used", { input: evaluation.usage.input_tokens, output: evaluation.usage.output_tokens })}{" "}
            {evaluation.usage.won === null ? t("noPrice") : t("won", { won: evaluation.usage.won.toLocaleString(undefined, { maximumFractionDigits: 1 }) })}
          </p>
        )}
      </div>
    </Card>
  );
}
