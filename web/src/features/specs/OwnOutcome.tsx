import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/client/useMe";
import { Button, ButtonLink, Card, Checkbox, Confirm, ErrorNotice, Notice, Section, SelectField, TextField } from "@/components";
import { dateWords } from "@/lib/figures";
import { paths } from "@/lib/paths";

import { SpecFields } from "./MineForm";
import { groupKey, listOutcomes, outcomesKey, readReportForm, reportOutcome, withdrawOutcome, type Outcome, type OutcomeForm, type ReportForm } from "./api";

function thisHalfYear(): string {
  const now = new Date();
  return `${now.getFullYear()}H${now.getMonth() < 6 ? 1 : 2}`;
}

const fresh = (): OutcomeForm => ({ company: "", job: "", industry: "", career_level: "new", major_group: null, half_year: thisHalfYear(), specs: {}, agreed: false });

function useAgain(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all([outcomesKey, groupKey, ["spec-choices"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

function Fields({ form, known, onChange }: { form: OutcomeForm; known: ReportForm; onChange: (part: Partial<OutcomeForm>) => void }): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <TextField label={t("filter.company")} most={80} value={form.company} onChange={(event) => onChange({ company: event.target.value })} data-testid="outcome-company" />
        <TextField label={t("filter.job")} most={80} value={form.job} onChange={(event) => onChange({ job: event.target.value })} data-testid="outcome-job" />
        <TextField label={t("own.industry")} most={80} value={form.industry} onChange={(event) => onChange({ industry: event.target.value })} />
        <SelectField label={t("filter.career_level")} value={form.career_level} onChange={(event) => onChange({ career_level: event.target.value as OutcomeForm["career_level"] })}>
          {known.career_levels.map((one) => (
            <option key={one.value} value={one.value}>
              {one.title}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("own.majorGroup")} value={form.major_group ?? ""} onChange={(event) => onChange({ major_group: (event.target.value || null) as OutcomeForm["major_group"] })}>
          <option value="">–</option>
          {known.major_groups.map((one) => (
            <option key={one.value} value={one.value}>
              {one.title}
            </option>
          ))}
        </SelectField>
        <TextField label={t("filter.half_year")} hint={t("own.halfYearHint")} value={form.half_year} maxLength={12} onChange={(event) => onChange({ half_year: event.target.value })} />
      </div>
      <SpecFields typed={form.specs} onChange={(part) => onChange({ specs: { ...form.specs, ...part } })} />
    </>
  );
}

function Form({ known, onClose }: { known: ReportForm; onClose: () => void }): ReactNode {
  const { t } = useTranslation("specs");
  const again = useAgain();
  const [form, setForm] = useState(fresh);
  const change = (part: Partial<OutcomeForm>): void => setForm((before) => ({ ...before, ...part }));
  const report = useMutation({ mutationFn: () => reportOutcome(form), onSuccess: () => again().then(onClose) });
  return (
    <Card className="flex flex-col gap-5">
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          report.mutate();
        }}
      >
        <Fields form={form} known={known} onChange={change} />
        <Checkbox checked={form.agreed} onChange={(agreed) => change({ agreed })} label={known.statement} />
        {report.isError && <ErrorNotice error={report.error} />}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={report.isPending} disabled={!form.agreed || form.company.trim() === "" || form.job.trim() === ""} data-testid="report-outcome">
            {t("own.report")}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Row({ one }: { one: Outcome }): ReactNode {
  const { t } = useTranslation("specs");
  const again = useAgain();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-semibold">
          {one.company} · {one.job} · {one.half_year}
        </p>
        <details className="text-sm text-muted">
          <summary className="cursor-pointer">{t("own.agreedOn", { date: dateWords(one.consented_at) })}</summary>
          <p className="max-w-2xl pt-1">{one.consent_text}</p>
        </details>
      </div>
      <Confirm
        title={t("own.withdrawTitle")}
        deed={t("own.withdraw")}
        onConfirm={() => withdrawOutcome(one.id).then(again)}
        trigger={(ask) => (
          <Button variant="secondary" size="sm" onClick={ask}>
            {t("own.withdraw")}
          </Button>
        )}
      >
        <p>{t("own.withdrawText")}</p>
      </Confirm>
    </li>
  );
}

/** Telling one's own outcome, with consent, and taking it back. */
export function OwnOutcome(): ReactNode {
  const { t, i18n } = useTranslation("specs");
  const [open, setOpen] = useState(false);
  const isGuest = useMe().data?.is_guest ?? true;
  const own = useQuery({ queryKey: outcomesKey, queryFn: listOutcomes });
  const form = useQuery({ queryKey: ["spec-form", i18n.language], queryFn: readReportForm, enabled: open });
  return (
    <Section title={t("own.title")} lead={t("own.lead")}>
      {own.data && own.data.length > 0 && (
        <ul className="divide-y divide-line">
          {own.data.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
      {isGuest ? (
        <Notice
          action={
            <ButtonLink to={`${paths.join}?next=${paths.specs}`} size="sm" variant="secondary">
              {t("common:nav.join")}
            </ButtonLink>
          }
        >
          {t("own.guest")}
        </Notice>
      ) : (
        !open && (
          <Button variant="secondary" className="self-start" onClick={() => setOpen(true)} data-testid="open-outcome">
            {t("own.open")}
          </Button>
        )
      )}
      {open && form.data && <Form known={form.data} onClose={() => setOpen(false)} />}
      {form.isError && <ErrorNotice error={form.error} />}
    </Section>
  );
}
