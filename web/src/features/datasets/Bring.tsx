import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ImagePlus } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Checkbox, DropZone, ErrorNotice, Notice, Section, Segmented, TextField } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Outcomes } from "./Outcomes";
import { bringPicture, listConsents, picturesKey, type Consent, type Terms } from "./api";
import { bringAll, counts, enlisted, type Outcome } from "./bringing";

const kinds: readonly Consent["consent"][] = ["synthetic", "own_face", "permission"];
const nothing: Terms = { licence: "", origin: "", consent: "synthetic", attested: false };

/** The files of this visit, each with what became of it. */
function useBringing() {
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<Outcome[]>([]);
  const next = useRef(0);
  const line = useRef(Promise.resolve());
  const bring = (files: readonly File[], terms: Terms): void => {
    const first = next.current;
    next.current += files.length;
    setOutcomes((before) => [
      ...before,
      ...enlisted(
        files.map((file) => file.name),
        first,
      ),
    ]);
    line.current = line.current
      .then(() => bringAll(files, first, (file) => bringPicture(file, terms), setOutcomes))
      .then(() => queries.invalidateQueries({ queryKey: picturesKey }));
  };
  return { outcomes, bring };
}

export function Bring(): ReactNode {
  const { t } = useTranslation("datasets");
  const [terms, setTerms] = useState(nothing);
  const { outcomes, bring } = useBringing();
  const isStated = terms.licence.trim() !== "" && terms.origin.trim() !== "" && terms.attested;
  const { taken, refused, left } = counts(outcomes);
  return (
    <Section title={t("bring.title")} lead={t("bring.lead")}>
      <TermsForm terms={terms} onChange={setTerms} />
      <DropZone
        icon={ImagePlus}
        title={t("bring.drop")}
        hint={t("bring.dropHint")}
        multiple
        disabled={!isStated}
        onFiles={(files) => bring(files, terms)}
        testId="drop-zone"
        inputTestId="bring-files"
      />
      {!isStated && <Notice>{t("bring.first")}</Notice>}
      {outcomes.length > 0 && (
        <>
          <p role="status" className="font-semibold" data-testid="bring-counts">
            {t("bring.counts", { taken, refused, left })}
          </p>
          <Outcomes outcomes={outcomes} />
        </>
      )}
    </Section>
  );
}

function TermsForm({ terms, onChange }: { terms: Terms; onChange: (terms: Terms) => void }): ReactNode {
  const { t } = useTranslation("datasets");
  const consents = useQuery({ queryKey: ["datasets", "consents", currentLanguage()], queryFn: listConsents });
  const statement = consents.data?.find((one) => one.consent === terms.consent)?.statement;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t("bring.licence")}
          hint={t("bring.licenceHint")}
          required
          maxLength={100}
          value={terms.licence}
          onChange={(event) => onChange({ ...terms, licence: event.target.value })}
        />
        <TextField
          label={t("bring.origin")}
          hint={t("bring.originHint")}
          required
          maxLength={300}
          value={terms.origin}
          onChange={(event) => onChange({ ...terms, origin: event.target.value })}
        />
      </div>
      <Segmented
        label={t("bring.who")}
        value={terms.consent}
        onChange={(consent) => onChange({ ...terms, consent, attested: false })}
        choices={kinds.map((kind) => ({ value: kind, label: t(`bring.${kind}`) }))}
        className="flex"
      />
      {consents.error && <ErrorNotice error={consents.error} />}
      {statement && <Checkbox checked={terms.attested} onChange={(attested) => onChange({ ...terms, attested })} label={statement} />}
    </div>
  );
}
