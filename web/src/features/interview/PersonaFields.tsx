import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SelectField, Slider } from "@/components";

import type { Persona, PersonaChoice } from "./api";

interface Props {
  personas: readonly Persona[];
  choice: PersonaChoice;
  onChange: (choice: PersonaChoice) => void;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** How somebody behaves: the persona, what it does in a sentence, and its settings for whoever wants them. */
export function PersonaFields({ personas, choice, onChange }: Props): ReactNode {
  const { t } = useTranslation("panel");
  const persona = personas.find((one) => one.id === choice.persona);
  const { usual } = persona ?? { usual: { rapport: 0.5, depth: 0.5, pace: 1 } };
  const pace = choice.pace ?? usual.pace;
  return (
    <div className="flex flex-col gap-3">
      <SelectField label={t("persona.label")} value={choice.persona} onChange={(event) => onChange({ persona: event.target.value })} data-testid="persona">
        {personas.map((one) => (
          <option key={one.id} value={one.id}>
            {one.title}
          </option>
        ))}
      </SelectField>
      {persona && <p className="text-sm text-muted">{persona.about}</p>}
      <details className="group">
        <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 text-sm font-semibold [&::-webkit-details-marker]:hidden">
          <ChevronDown aria-hidden="true" className="size-4 transition-transform group-open:rotate-180" />
          {t("persona.settings")}
        </summary>
        <div className="flex flex-col gap-2 pt-1">
          <Setting name="rapport" value={choice.rapport ?? usual.rapport} onChange={(rapport) => onChange({ ...choice, rapport })} />
          <Setting name="depth" value={choice.depth ?? usual.depth} onChange={(depth) => onChange({ ...choice, depth })} />
          <div>
            <Slider
              label={t("persona.pace.label")}
              value={pace}
              min={0.85}
              max={1.15}
              step={0.05}
              shown={`× ${pace.toFixed(2)}`}
              onChange={(next) => onChange({ ...choice, pace: Math.round(next * 100) / 100 })}
            />
            <p className="text-sm text-muted">{t("persona.pace.hint")}</p>
          </div>
        </div>
      </details>
    </div>
  );
}

function Setting({ name, value, onChange }: { name: "rapport" | "depth"; value: number; onChange: (value: number) => void }): ReactNode {
  const { t } = useTranslation("panel");
  return (
    <div>
      <Slider label={t(`persona.${name}.label`)} value={value} min={0} max={1} step={0.1} shown={percent(value)} onChange={(next) => onChange(Math.round(next * 10) / 10)} />
      <p className="text-sm text-muted">{t(`persona.${name}.hint`)}</p>
    </div>
  );
}
