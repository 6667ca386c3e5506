import { ArrowDown, CircleCheck, Play } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, Card } from "@/components";
import { familyColor } from "@/lib/families";
import { clockTime } from "@/lib/figures";
import { paths } from "@/lib/paths";

import { useRemarks } from "./sharing/remarks";
import type { Report, Strength, Suggestion } from "./values";
import { useSay } from "./words";

/** Without a time: to the answer alone. */
type GoTo = (answer: number, startS: number | null) => void;

function Try({ suggestion, number, onMoment }: { suggestion: Suggestion; number: number; onMoment: GoTo }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  const n = suggestion.answer_index + 1;
  // What is missing in the words has no moment of its own.
  const hasMoment = suggestion.end_s > suggestion.start_s;
  return (
    <li className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-5 print:break-inside-avoid">
      <p className="flex items-center gap-2 text-sm font-semibold text-muted">
        <span aria-hidden="true" className="size-2.5 rounded-full" style={{ background: familyColor(suggestion.family) }} />
        {t(`family.${suggestion.family}`)}
      </p>
      <h3 className="text-xl leading-snug">
        <span className="sr-only">{number}. </span>
        {say(suggestion.text)}
      </h3>
      <p className="grow text-muted">{say(suggestion.why)}</p>
      <Button variant="secondary" className="no-print self-start" onClick={() => onMoment(suggestion.answer_index, hasMoment ? suggestion.start_s : null)}>
        {hasMoment ? <Play aria-hidden="true" className="text-accent" /> : <ArrowDown aria-hidden="true" className="text-accent" />}
        {hasMoment ? t("try.moment", { n, time: clockTime(suggestion.start_s) }) : t("try.answer", { n })}
      </Button>
    </li>
  );
}

function Nothing({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation("report");
  const isCoach = useRemarks()?.write !== undefined; // practising is for whoever was asked
  if (report.answers.some((answer) => answer.measures.length > 0)) return <Card className="text-muted">{t("try.nothing")}</Card>;
  const isUnanswered = report.answers.every((answer) => answer.state === "no_answer");
  return (
    <Card className="flex flex-col items-start gap-4">
      <p className="text-muted">{t(isUnanswered ? "try.unanswered" : "try.unmeasured")}</p>
      {!isCoach && (
        <ButtonLink to={paths.newInterview} className="no-print">
          {t("try.practise")}
        </ButtonLink>
      )}
    </Card>
  );
}

/** Two or three things to try next: the head of the report. */
export function Suggestions({ report, onMoment }: { report: Report; onMoment: GoTo }): ReactNode {
  const { t } = useTranslation("report");
  return (
    <section aria-labelledby="try" className="flex flex-col gap-4">
      <h2 id="try" className="text-xl">
        {t("try.title")}
      </h2>
      {report.suggestions.length === 0 ? (
        <Nothing report={report} />
      ) : (
        <ol className="grid gap-4 md:grid-cols-[repeat(auto-fit,minmax(18rem,1fr))]">
          {report.suggestions.map((suggestion, index) => (
            <Try key={`${suggestion.measure_key} ${suggestion.answer_index}`} suggestion={suggestion} number={index + 1} onMoment={onMoment} />
          ))}
        </ol>
      )}
    </section>
  );
}

export function Strengths({ strengths, onMoment }: { strengths: Strength[]; onMoment: GoTo }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  if (strengths.length === 0) return null;
  return (
    <section aria-label={t("strengths.title")} className="flex flex-col gap-1 rounded-2xl bg-good-soft px-5 py-3">
      <h2 className="sr-only">{t("strengths.title")}</h2>
      <ul className="flex flex-col">
        {strengths.map((strength) => (
          <li key={`${strength.measure_key} ${strength.answer_index}`} className="flex flex-wrap items-center gap-x-3">
            <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-good" />
            <span className="min-w-0 flex-1 py-1.5">{say(strength.text)}</span>
            <Button variant="quiet" size="sm" className="no-print text-good" onClick={() => onMoment(strength.answer_index, strength.start_s)}>
              <Play aria-hidden="true" />
              {t("try.moment", { n: strength.answer_index + 1, time: clockTime(strength.start_s) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
