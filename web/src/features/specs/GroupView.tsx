import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, EmptyState } from "@/components";

import { Spread } from "./Spread";
import type { Group, Spec } from "./api";
import { placeIn, valueWords, type Mine } from "./place";

function Figure({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="font-bold tabular-nums">{children}</dd>
    </div>
  );
}

/** How many hold it, apart from what the holders have. */
function Holders({ spec }: { spec: Spec }): ReactNode {
  const { t } = useTranslation("specs");
  if (spec.holder_rate === null) return <p className="text-sm text-muted">{t(spec.stated === null ? "figures.notStated" : "figures.fewHolders")}</p>;
  const percent = Math.round(spec.holder_rate * 100);
  return (
    <div className="flex flex-col gap-1.5">
      <p>
        <span className="text-2xl font-bold tabular-nums">{percent}%</span> <span className="text-muted">{t("figures.have", { count: spec.stated ?? 0 })}</span>
      </p>
      <div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-line">
        <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
      </div>
    </div>
  );
}

function Values({ spec }: { spec: Spec }): ReactNode {
  const { t } = useTranslation("specs");
  const words = (value: number): string => valueWords(spec, value);
  if (spec.median === null) return null;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-2">
      {spec.mean !== null && <Figure label={t("figures.mean")}>{words(spec.mean)}</Figure>}
      <Figure label={t("figures.median")}>{words(spec.median)}</Figure>
      {spec.quartile_1 !== null && spec.quartile_3 !== null && (
        <Figure label={t("figures.middle")}>
          {words(spec.quartile_1)} – {words(spec.quartile_3)}
        </Figure>
      )}
    </dl>
  );
}

function MyPlace({ spec, value }: { spec: Spec; value: number }): ReactNode {
  const { t } = useTranslation("specs");
  const place = placeIn(spec.bars, value);
  if (!place) return null;
  const mine = `${valueWords(spec, value)}${spec.unit && ` ${spec.unit}`}`;
  return <p className="rounded-xl bg-accent-soft px-3 py-2 text-sm text-accent-strong">{t(place.to === 0 ? "mine.below" : "mine.place", { mine, from: place.from, to: place.to })}</p>;
}

function SpecCard({ spec, mine }: { spec: Spec; mine: number | null }): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <li className="flex flex-col gap-4 rounded-2xl border border-line bg-surface p-5" data-testid={`spec-${spec.spec}`}>
      <h3 className="flex items-baseline justify-between gap-2 text-lg">
        {spec.title}
        {spec.unit && <span className="text-sm font-normal text-muted">{spec.unit}</span>}
      </h3>
      {/* everybody has a grade: how many hold one says nothing */}
      {spec.spec !== "gpa" && <Holders spec={spec} />}
      {spec.median !== null && <p className="-mb-2 text-sm font-semibold">{t("figures.among", { count: spec.holders ?? 0 })}</p>}
      <Values spec={spec} />
      {spec.bars.length > 1 && <Spread spec={spec} mine={mine} />}
      {mine !== null && spec.bars.length > 0 && <MyPlace spec={spec} value={mine} />}
    </li>
  );
}

/** Source and year of all that is shown. */
function Origins({ group }: { group: Group }): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <Card className="flex flex-col gap-2 py-4">
      <p className="text-lg font-semibold">{t("group.count", { count: group.count ?? 0 })}</p>
      <ul className="text-sm text-muted" data-testid="origins">
        {group.origins.map((origin) => (
          <li key={`${origin.source ?? ""} ${origin.year}`}>
            {t("group.origin", { source: origin.source ?? t("group.reports"), year: origin.year })} · {origin.count === null ? t("group.few") : t("group.about", { count: origin.count })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The figures of a group, or why they are not shown. */
export function GroupFigures({ group, mine }: { group: Group; mine: Mine }): ReactNode {
  const { t } = useTranslation("specs");
  if (group.why !== null) return <EmptyState title={t(`why.${group.why}Title`)}>{t(`why.${group.why}`)}</EmptyState>;
  const told = group.specs.filter((spec) => spec.stated !== null);
  const untold = group.specs.filter((spec) => spec.stated === null);
  return (
    <div className="flex flex-col gap-4">
      <Origins group={group} />
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {told.map((spec) => (
          <SpecCard key={spec.spec} spec={spec} mine={mine[spec.spec] ?? null} />
        ))}
      </ul>
      {untold.length > 0 && <p className="text-sm text-muted">{t("group.untold", { what: untold.map((spec) => spec.title).join(", ") })}</p>}
    </div>
  );
}
