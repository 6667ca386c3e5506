import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Card, Section, Switch } from "@/components";
import { paths } from "@/lib/paths";

import type { Draft } from "./plan";

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** Whether a model may tell in the report what the expression looked like to it. Off unless the candidate turns it on. */
export function ReadExpression({ draft, onChange }: Props): ReactNode {
  const { t } = useTranslation("expression");
  return (
    <Section title={t("opt.title")}>
      <Card className="flex flex-col gap-1 py-3 sm:py-4" data-testid="read-expression">
        <Switch label={t("opt.label")} hint={t("opt.hint")} checked={draft.reads_expression} onChange={(reads_expression) => onChange({ reads_expression })} />
        <Link to={paths.expression} className="self-start text-sm font-semibold text-accent-strong underline-offset-4 hover:underline">
          {t("opt.more")}
        </Link>
      </Card>
    </Section>
  );
}
