import { useMutation } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ErrorNotice, Notice, SelectField, TextField } from "@/components";

import { readMine, type SpecName } from "./api";
import { opicLevels } from "./place";
import type { Typed } from "./useMine";

const specs: readonly SpecName[] = ["gpa", "toeic", "opic", "toeic_speaking", "second_language", "internships", "abroad_months", "awards", "volunteering_hours", "certificates"];

/** Values out of a résumé, as they would have been typed. */
function asTyped(found: Partial<Record<SpecName, number>>): Typed {
  return Object.fromEntries(Object.entries(found).map(([spec, value]) => [spec, spec === "opic" ? (opicLevels[value - 1] ?? "") : String(value)]));
}

interface SpecFieldsProps {
  typed: Typed;
  onChange: (part: Typed) => void;
}

/** A field for each spec, typed as in a table. */
export function SpecFields({ typed, onChange }: SpecFieldsProps): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-5">
      {specs.map((spec) =>
        spec === "opic" ? (
          <SelectField key={spec} label={t("spec.opic")} value={typed.opic ?? ""} onChange={(event) => onChange({ opic: event.target.value })}>
            <option value="">–</option>
            {opicLevels.map((level) => (
              <option key={level}>{level}</option>
            ))}
          </SelectField>
        ) : (
          <TextField key={spec} label={t(`spec.${spec}`)} inputMode="decimal" maxLength={8} value={typed[spec] ?? ""} onChange={(event) => onChange({ [spec]: event.target.value })} data-testid={`mine-${spec}`} />
        ),
      )}
    </div>
  );
}

/** One's own specs, to see one's place. They stay in this browser. */
export function MineForm({ typed, onChange, onClear }: SpecFieldsProps & { onClear: () => void }): ReactNode {
  const { t } = useTranslation("specs");
  const take = useMutation({ mutationFn: readMine, onSuccess: (found) => onChange(asTyped(found)) });
  return (
    <div className="flex flex-col gap-4">
      <SpecFields typed={typed} onChange={onChange} />
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" busy={take.isPending} onClick={() => take.mutate()}>
          <FileText aria-hidden="true" />
          {t("mine.take")}
        </Button>
        <Button variant="quiet" size="sm" className="text-muted" onClick={onClear}>
          {t("mine.clear")}
        </Button>
      </div>
      {take.isError && <ErrorNotice error={take.error} />}
      {take.data && <Notice tone={Object.keys(take.data).length > 0 ? "good" : "info"}>{t(Object.keys(take.data).length > 0 ? "mine.taken" : "mine.nothing")}</Notice>}
    </div>
  );
}
