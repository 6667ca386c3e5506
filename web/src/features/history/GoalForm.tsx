import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Dialog, ErrorNotice, Segmented, SelectField, Slider, TextField } from "@/components";
import { families } from "@/lib/families";
import { figure, unitWords } from "@/lib/figures";

import { dayIn } from "./due";
import { goalsKey, makeGoal, type GoalForm as Form } from "./goals";
import type { Measure } from "./measures";

type Kind = "measure" | "practice";

interface Draft {
  kind: Kind;
  key: string;
  side: Form["side"];
  target: string;
  perWeek: number;
  due: string;
}

/** Shares are typed in per cent. */
function isShare(measure: Measure | undefined): boolean {
  return measure?.unit === "share" || measure?.unit === "ratio";
}

function asForm(draft: Draft, measure: Measure | undefined): Form | null {
  if (draft.kind === "practice") return { measure_key: null, side: "at_least", target: draft.perWeek, due: draft.due };
  const target = Number(draft.target.replace(",", "."));
  if (!measure || draft.target.trim() === "" || !Number.isFinite(target)) return null;
  return { measure_key: measure.key, side: draft.side, target: isShare(measure) ? target / 100 : target, due: draft.due };
}

interface FieldsProps {
  draft: Draft;
  measures: Measure[];
  chosen: Measure | undefined;
  onChange: (part: Partial<Draft>) => void;
}

function MeasureFields({ draft, measures, chosen, onChange }: FieldsProps): ReactNode {
  const { t, i18n } = useTranslation("progress");
  const title = (measure: Measure): string => (i18n.language === "en" ? measure.title.en : measure.title.ko);
  return (
    <>
      <SelectField label={t("form.measure")} value={chosen?.key ?? ""} onChange={(event) => onChange({ key: event.target.value })} data-testid="goal-measure" hint={chosen?.value != null ? t("form.last", { value: figure(chosen.value, chosen.unit) }) : undefined}>
        {families
          .map((family) => ({ family, those: measures.filter((measure) => measure.family === family) }))
          .filter(({ those }) => those.length > 0)
          .map(({ family, those }) => (
            <optgroup key={family} label={t(`report:family.${family}`)}>
              {those.map((measure) => (
                <option key={measure.key} value={measure.key}>
                  {title(measure)}
                </option>
              ))}
            </optgroup>
          ))}
      </SelectField>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={t("form.side")} value={draft.side} onChange={(event) => onChange({ side: event.target.value === "at_least" ? "at_least" : "at_most" })}>
          <option value="at_most">{t("form.atMost")}</option>
          <option value="at_least">{t("form.atLeast")}</option>
        </SelectField>
        <TextField
          label={t("form.target")}
          inputMode="decimal"
          value={draft.target}
          onChange={(event) => onChange({ target: event.target.value })}
          hint={chosen && (isShare(chosen) ? "%" : unitWords(chosen.unit))}
          data-testid="goal-target"
        />
      </div>
    </>
  );
}

/** Sets a goal for oneself. */
export function GoalForm({ measures, onClose }: { measures: Measure[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation("progress");
  const queries = useQueryClient();
  const [today] = useState(() => new Date());
  const [draft, setDraft] = useState<Draft>(() => ({ kind: measures.length > 0 ? "measure" : "practice", key: "", side: "at_most", target: "", perWeek: 3, due: dayIn(14, today) }));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const chosen = measures.find((measure) => measure.key === draft.key) ?? measures[0];
  const form = asForm(draft, chosen);
  const make = useMutation({
    mutationFn: makeGoal,
    onSuccess: () => {
      onClose();
      return queries.invalidateQueries({ queryKey: goalsKey });
    },
  });
  const actions = (
    <>
      <Button variant="secondary" onClick={onClose}>
        {t("common:action.cancel")}
      </Button>
      <Button busy={make.isPending} disabled={form === null || draft.due === ""} onClick={() => form && make.mutate(form)} data-testid="keep-goal">
        {t("form.keep")}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("form.title")} actions={actions}>
      <p className="text-muted">{t("form.lead")}</p>
      {measures.length > 0 && (
        <Segmented
          label={t("form.kind")}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          choices={[
            { value: "measure", label: t("form.kinds.measure") },
            { value: "practice", label: t("form.kinds.practice") },
          ]}
        />
      )}
      {draft.kind === "measure" ? (
        <MeasureFields draft={draft} measures={measures} chosen={chosen} onChange={change} />
      ) : (
        <Slider label={t("form.perWeek")} value={draft.perWeek} min={1} max={14} onChange={(perWeek) => change({ perWeek })} shown={t("form.perWeekShown", { count: draft.perWeek })} />
      )}
      <TextField label={t("form.due")} type="date" min={dayIn(0, today)} max={dayIn(365, today)} value={draft.due} onChange={(event) => change({ due: event.target.value })} />
      {make.isError && <ErrorNotice error={make.error} />}
    </Dialog>
  );
}
