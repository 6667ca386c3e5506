import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { familyColor } from "@/lib/families";
import { clockTime } from "@/lib/figures";

import type { ReplayClock } from "./clock";
import type { Answer } from "./values";
import { useSay } from "./words";

/** How often the model of the expression is wrong, and where it and the mouth corners differ; nothing where it was off. */
export function ExpressionClasses({ answer, clock }: { answer: Answer; clock?: ReplayClock }): ReactNode {
  const { t } = useTranslation("expression");
  const say = useSay();
  const told = answer.expression_classes;
  if (!told) return null;
  return (
    <section className="flex flex-col gap-3" data-testid="expression-classes">
      <h3 className="flex items-center gap-2 text-lg">
        <span aria-hidden="true" className="size-2.5 rounded-full" style={{ background: familyColor("expression_class") }} />
        {t("report.title")}
      </h3>
      <p>
        {say(told.how_often_wrong)} {say(told.how_often_found)}
      </p>
      <p className="text-sm text-muted">{say(told.what_it_is)}</p>
      {typeof told.agreed === "number" && <p>{t("smiles.agreed", { percent: Math.round(100 * told.agreed), looks: told.compared })}</p>}
      {told.why_not_compared && <p>{say(told.why_not_compared)}</p>}
      {told.disagreements.length > 0 && (
        <ul className="flex flex-col gap-1">
          {told.disagreements.map((one) => (
            <li key={`${one.start_s} ${one.kind}`} className="flex gap-3 border-t border-line py-2">
              <Moment startS={one.start_s} endS={one.end_s} clock={clock} />
              <span className="min-w-0">{say(one.text)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Moment({ startS, endS, clock }: { startS: number; endS: number; clock?: ReplayClock }): ReactNode {
  const words = `${clockTime(startS, true)}–${clockTime(endS, true)}`;
  if (!clock) return <span className="shrink-0 tabular-nums text-muted">{words}</span>;
  return (
    <button type="button" onClick={() => clock.seek(startS)} className="min-h-9 shrink-0 self-start font-semibold tabular-nums text-accent-strong underline-offset-4 hover:underline">
      {words}
    </button>
  );
}
