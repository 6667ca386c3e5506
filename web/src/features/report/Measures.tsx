import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";
import { families, familyColor, type Family } from "@/lib/families";
import { figure, figureParts } from "@/lib/figures";

import { Scale } from "./Scale";
import type { Measure, Norm } from "./values";
import { useSay } from "./words";

function useNormWords(): (norm: Norm, unit: string) => string | null {
  const { t } = useTranslation("report");
  return ({ low, high }, unit) => {
    if (low !== null && high !== null) return `${figureParts(low, unit).number}–${figure(high, unit)}`;
    if (high !== null) return t("norm.upTo", { value: figure(high, unit) });
    return low === null ? null : t("norm.from", { value: figure(low, unit) });
  };
}

function Change({ measure }: { measure: Measure }): ReactNode {
  const { t } = useTranslation("report");
  const compared = measure.compared_with_own_earlier;
  if (!compared) return null;
  const size = figureParts(Math.abs(compared.change), measure.unit).number;
  const median = figure(compared.earlier_median, measure.unit);
  const words = size === "0" ? t("compare.same") : t(compared.change > 0 ? "compare.more" : "compare.less", { median, size });
  return <p className="text-sm text-muted">{words}</p>;
}

/** On a phone the scale stands under the name, and the value beside both. */
const place = "shrink-0 whitespace-nowrap max-xs:col-start-2 max-xs:row-span-2 max-xs:row-start-1";

function Value({ measure }: { measure: Measure }): ReactNode {
  const { t } = useTranslation("report");
  if (measure.value === null) return <span className={classes("text-muted", place)}>{t("measure.notMeasured")}</span>;
  const parts = figureParts(measure.value, measure.unit);
  return (
    <span className={classes("text-xl font-bold tabular-nums print:text-base", place)}>
      {parts.number}
      <span className="ml-1 text-sm font-medium text-muted">{parts.unit}</span>
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[7rem_1fr]">
      <dt className="font-semibold">{name}</dt>
      <dd className="text-muted">{children}</dd>
    </div>
  );
}

function Facts({ measure }: { measure: Measure }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  const normWords = useNormWords();
  const { norm, compared_with_own_earlier: compared } = measure;
  const range = norm && normWords(norm, measure.unit);
  return (
    <dl className="flex flex-col gap-2 pb-4 text-sm">
      {measure.why_not && <Fact name={t("measure.whyNot")}>{say(measure.why_not)}</Fact>}
      <Fact name={t("measure.definition")}>{say(measure.definition)}</Fact>
      {norm && (
        <Fact name={t("norm.title")}>
          {range && <span className="font-semibold text-ink">{range} · </span>}
          {t(`norm.${norm.kind}`)}: {say(norm.source)}
        </Fact>
      )}
      {compared && (
        <Fact name={t("compare.title")}>
          {t("compare.long", { count: compared.earlier_count, median: figure(compared.earlier_median, measure.unit), low: figure(compared.earlier_low, measure.unit), high: figure(compared.earlier_high, measure.unit) })}
        </Fact>
      )}
      {measure.value !== null && <Fact name={t("measure.confidence")}>{Math.round(measure.confidence * 100)} %</Fact>}
    </dl>
  );
}

function Row({ measure }: { measure: Measure }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  return (
    <details className="group border-t border-line print:break-inside-avoid">
      <summary className="flex min-h-14 cursor-pointer print:min-h-0 print:py-1 list-none grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 py-2 max-xs:grid [&::-webkit-details-marker]:hidden">
        <span className="flex min-w-0 grow flex-col">
          <span className="font-semibold">{say(measure.title)}</span>
          <Change measure={measure} />
          {measure.value !== null && measure.confidence < 0.5 && <span className="text-sm text-warn">{t("measure.lowConfidence")}</span>}
        </span>
        <Scale measure={measure} />
        <Value measure={measure} />
        <ChevronDown aria-hidden="true" className="no-print size-4 shrink-0 text-muted transition-transform group-open:rotate-180 max-xs:col-start-3 max-xs:row-span-2 max-xs:row-start-1" />
      </summary>
      <Facts measure={measure} />
    </details>
  );
}

/** How many figures of a family are shown at once; the rest unfolds. */
const shownFirst = 4;

/** What can be compared (with a range or with oneself) comes first; otherwise the order of the report stays. */
function byUse(measures: Measure[]): Measure[] {
  const rank = ({ value, norm, compared_with_own_earlier: compared }: Measure): number =>
    value === null ? 2 : (norm !== null && (norm.low !== null || norm.high !== null)) || compared ? 0 : 1;
  return measures.toSorted((one, other) => rank(one) - rank(other));
}

function FamilyFigures({ family, measures }: { family: Family; measures: Measure[] }): ReactNode {
  const { t } = useTranslation("report");
  const sorted = byUse(measures);
  // One more line takes no more room than the line that would hide it.
  const cut = sorted.length > shownFirst + 1 ? shownFirst : sorted.length;
  const rest = sorted.slice(cut);
  return (
    <div className="mb-8 break-inside-avoid print:mb-4 print:break-inside-auto">
      <h3 className="mb-2 flex items-center gap-2 text-base">
        <span aria-hidden="true" className="size-2.5 rounded-full" style={{ background: familyColor(family) }} />
        {t(`family.${family}`)}
      </h3>
      {sorted.slice(0, cut).map((measure) => (
        <Row key={measure.key} measure={measure} />
      ))}
      {rest.length > 0 && (
        <details data-paper="open" className="group/rest border-t border-line">
          <summary className="link flex min-h-11 cursor-pointer list-none items-center text-sm print:hidden [&::-webkit-details-marker]:hidden">
            <span className="group-open/rest:hidden">{t("measure.more", { count: rest.length })}</span>
            <span className="hidden group-open/rest:inline">{t("measure.fewer")}</span>
          </summary>
          {rest.map((measure) => (
            <Row key={measure.key} measure={measure} />
          ))}
        </details>
      )}
    </div>
  );
}

/** All figures by family. Each unfolds to its definition, source, comparison and confidence. */
export function Measures({ measures }: { measures: Measure[] }): ReactNode {
  const { t } = useTranslation("report");
  const present = families.filter((family) => measures.some((measure) => measure.family === family));
  if (present.length === 0) return null;
  return (
    <section aria-label={t("measure.title")} className="flex flex-col gap-4">
      <div>
        <h2 className="text-xl">{t("measure.title")}</h2>
        <p className="no-print text-muted">{t("measure.lead")}</p>
      </div>
      <div className="gap-x-10 lg:columns-2 print:columns-2 print:text-sm">
        {present.map((family) => (
          <FamilyFigures key={family} family={family} measures={measures.filter((measure) => measure.family === family)} />
        ))}
      </div>
    </section>
  );
}
