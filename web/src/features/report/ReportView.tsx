import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Notice, TabPane, Tabs } from "@/components";

import { AnswerFacts, AnswerPane } from "./AnswerPane";
import { Strengths, Suggestions } from "./Suggestions";
import { ReplayClock } from "./clock";
import { usePrinting } from "./usePrinting";
import { isFollowUp, type Answer, type Report } from "./values";
import { useSay } from "./words";

interface ReportViewProps {
  report: Report;
  /** Null where there is no interview of one's own behind the report: the demo. Without recordings nothing can be analysed again. */
  interviewId: string | null;
  replayUrl: (answerIndex: number) => string | null;
  recordingsDeleted?: string | null;
  /** The interview is being analysed once more: recordings that aren't there are on their way. */
  isAgain?: boolean;
  /** What belongs beside the tracks. */
  afterTimeline?: ReactNode;
}

/** One clock for each answer, kept over switching to and fro. */
function useClocks(): (index: number) => ReplayClock {
  const [clocks] = useState(() => new Map<number, ReplayClock>());
  return (index) => {
    const clock = clocks.get(index) ?? new ReplayClock();
    clocks.set(index, clock);
    return clock;
  };
}

/** Every engine that looked or listened, once. */
function MeasuredBy({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation(["report", "engines"]);
  const told = report.answers
    .flatMap((answer) => answer.engines)
    .map((one) => {
      const capability = t(`engines:capability.${one.capability}` as "engines:capability.clone", { defaultValue: one.capability });
      return `${capability} ${one.engine}${one.weights_sha256 ? ` (${t("engines:sha", { start: one.weights_sha256.slice(0, 8) })})` : ""}`;
    });
  if (told.length === 0) return null;
  return (
    <p data-testid="measured-by" className="[overflow-wrap:anywhere]">
      {t("report:page.engines", { engines: [...new Set(told)].join(", ") })}
    </p>
  );
}

function firstShown(answers: readonly Answer[], suggested: number | undefined): number {
  return suggested ?? answers.find((answer) => answer.replay !== null)?.index ?? answers[0]?.index ?? 0;
}

/** The report: what to try next first, then one answer at a time with its replay and timeline. */
export function ReportView({ report, interviewId, replayUrl, recordingsDeleted, isAgain = false, afterTimeline }: ReportViewProps): ReactNode {
  const { t } = useTranslation(["report", "questions"]);
  const say = useSay();
  const clockOf = useClocks();
  const printing = usePrinting();
  const [shown, setShown] = useState(() => firstShown(report.answers, report.suggestions[0]?.answer_index));
  const answersAt = useRef<HTMLDivElement>(null);
  const goTo = (answer: number, startS: number | null): void => {
    setShown(answer);
    // A little run-up, so that the ear knows where it is.
    if (startS !== null) clockOf(answer).seek(Math.max(0, startS - 0.7), true);
    requestAnimationFrame(() => answersAt.current?.scrollIntoView({ block: "start" }));
  };
  const tabs = report.answers.map(({ index, question }) => ({
    value: String(index),
    label: t(isFollowUp(question) ? "questions:report.followTab" : "answer.tab", { n: index + 1 }),
  }));
  return (
    <>
      <Suggestions report={report} onMoment={goTo} />
      <Strengths strengths={report.strengths} onMoment={goTo} />
      {recordingsDeleted && <Notice>{t("page.recordingsDeleted")}</Notice>}
      <div ref={answersAt} className="scroll-mt-16">
        <Tabs label={t("answer.tabs")} tabs={tabs} value={String(shown)} onChange={(value) => setShown(Number(value))} className="print:hidden">
          {report.answers.map((answer) => (
            <TabPane key={answer.index} value={String(answer.index)}>
              <AnswerPane answer={answer} clock={clockOf(answer.index)} replayUrl={replayUrl(answer.index)} interviewId={recordingsDeleted ? null : interviewId} isAgain={isAgain} afterTimeline={afterTimeline} />
            </TabPane>
          ))}
        </Tabs>
        {printing && (
          <div className="hidden flex-col gap-10 print:flex">
            {report.answers.map((answer) => (
              <AnswerFacts key={answer.index} answer={answer} />
            ))}
          </div>
        )}
      </div>
      <footer className="flex flex-col gap-1 border-t border-line pt-6 text-sm text-muted">
        {report.notes.map((note) => (
          <p key={note.en}>{say(note)}</p>
        ))}
        <p>{report.made_by}</p>
        <MeasuredBy report={report} />
      </footer>
    </>
  );
}
