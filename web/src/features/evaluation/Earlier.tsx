import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SelectField } from "@/components";
import { dateWords } from "@/lib/figures";

import type { Evaluations } from "./api";
import { engineKey, modelName } from "./words";

interface Props {
  evaluations: Evaluations["evaluations"];
  shown: string;
  onPick: (id: string) => void;
}

/** Which of the kept evaluations is shown. */
export function Earlier({ evaluations, shown, onPick }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  return (
    <div className="max-w-md">
      <SelectField label={t("earlier")} value={shown} onChange={(event) => onPick(event.target.value)}>
        {evaluations.map((one) => (
          <option key={one.id} value={one.id}>
            {t("earlierOne", { date: dateWords(one.created_at, true), engine: t(engineKey(one.engine), { name: modelName(one.engine) }), total: one.total ?? "—" })}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
