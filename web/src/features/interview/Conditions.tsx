import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Section, Switch } from "@/components";

import type { Draft } from "./plan";

const switches = ["captions", "extra_thinking", "typed_answers", "no_gaze"] as const;

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** Switches for people whom the usual conditions don't suit. No reason is asked, none is kept. */
export function Conditions({ draft, onChange }: Props): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <Section title={t("conditions.title")} lead={t("conditions.lead")}>
      <Card className="flex flex-col divide-y divide-line py-2 sm:py-3">
        {switches.map((name) => (
          <div key={name} className="py-2">
            <Switch
              label={t(`conditions.${name}.label`)}
              hint={t(`conditions.${name}.hint`)}
              checked={draft.accommodations[name]}
              onChange={(on) => onChange({ accommodations: { ...draft.accommodations, [name]: on } })}
            />
          </div>
        ))}
      </Card>
    </Section>
  );
}
