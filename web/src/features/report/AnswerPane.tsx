import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Notice } from "@/components";
import { classes } from "@/lib/classes";
import { clockTime } from "@/lib/figures";

import { Coaching } from "./Coaching";
import { ContentCard, ContentFacts } from "./ContentCard";
import { ExpressionClasses } from "./ExpressionClasses";
import { Measures } from "./Measures";
import { Moments } from "./Moments";
import { Replay } from "./Replay";
import { Transcript } from "./Transcript";
import type { ReplayClock } from "./clock";
import { Comments } from "./sharing/Comments";
import { PaperTimeline } from "./timeline/PaperTimeline";
import { Timeline } from "./timeline/Timeline";
import { isFollowUp, type Answer } from "./values";
import { useSay } from "./words";

function Question({ answer }: { answer: Answer }): ReactNode {
  const { t } = useTranslation(["report", "questions"]);
  const say = useSay();
  const { kind_title: kind, text, why } = answer.question;
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2 text-sm text-muted">
        {isFollowUp(answer.question) && <Badge tone="accent">{t("questions:report.follows", { n: answer.question.follows_index + 1 })}</Badge>}
        {kind && <Badge>{say(kind)}</Badge>}
        {answer.replay && <span className="tabular-nums">{t("answer.length", { time: clockTime(answer.replay.duration_s) })}</span>}
      </p>
      <h2 className="text-xl leading-snug">{text || t("answer.noQuestion")}</h2>
      {why && <p className="text-sm text-muted">{t("questions:report.why", { why: say(why) })}</p>}
    </div>
  );
}

function Notes({ answer }: { answer: Answer }): ReactNode {
  const { t } = useTranslation("report");
  const say = useSay();
  return (
    <>
      {answer.state === "partly_measured" && answer.replay && <Notice className="print:hidden">{t("answer.partly")}</Notice>}
      {answer.notes.map((note) => (
        <Notice key={note.en}>
          {say(note)}
        </Notice>
      ))}
    </>
  );
}

interface AnswerPaneProps {
  answer: Answer;
  clock: ReplayClock;
  replayUrl: string | null;
  interviewId: string | null;
  /** The interview is being analysed once more. */
  isAgain: boolean;
  afterTimeline: ReactNode;
}

/** Why there is nothing to play. */
function silence(answer: Answer, isAgain: boolean): string {
  if (answer.state === "no_answer") return "answer.none";
  return isAgain && answer.replay ? "answer.replayComing" : "answer.noReplay";
}

export function AnswerPane({ answer, clock, replayUrl, interviewId, isAgain, afterTimeline }: AnswerPaneProps): ReactNode {
  const { t } = useTranslation("report");
  const { replay } = answer;
  const canPlay = replay !== null && replayUrl !== null;
  return (
    <div className="flex flex-col gap-8">
      {/* On a phone the replay stays in sight as far as this block reaches: past the timeline, before the figures. */}
      <div className="flex flex-col gap-8">
        <div className={classes("max-lg:contents", canPlay && "lg:grid lg:grid-cols-[7fr_6fr] lg:gap-8")}>
          {canPlay && <Replay url={replayUrl} clock={clock} hasVideo={replay.has_video} />}
          <div className="flex min-w-0 flex-col gap-4">
            <Question answer={answer} />
            {!canPlay && <p className="text-muted">{t(silence(answer, isAgain))}</p>}
            <Notes answer={answer} />
            <Transcript answer={answer} interviewId={interviewId} />
          </div>
        </div>
        {replay && (answer.tracks.length > 0 || answer.events.length > 0) && (
          <div>
            <Timeline answer={answer} durationS={replay.duration_s} clock={clock} />
            <Moments events={answer.events} clock={clock} />
          </div>
        )}
      </div>
      {afterTimeline}
      <ContentCard key={answer.content_by_model ? "model" : "rules"} answer={answer} clock={replay ? clock : null} interviewId={interviewId} />
      <Comments answer={answer} clock={clock} canPlay={canPlay} />
      <Measures measures={answer.measures} />
      <ExpressionClasses answer={answer} clock={clock} />
      <Coaching answer={answer} />
    </div>
  );
}

/** What paper can show of an answer. */
export function AnswerFacts({ answer }: { answer: Answer }): ReactNode {
  return (
    <article className="flex break-before-page flex-col gap-5">
      <Question answer={answer} />
      <Notes answer={answer} />
      {answer.transcript && <p className="whitespace-pre-wrap">{answer.transcript.text}</p>}
      {answer.replay && <PaperTimeline answer={answer} durationS={answer.replay.duration_s} />}
      <ContentFacts answer={answer} />
      <Measures measures={answer.measures} />
      <ExpressionClasses answer={answer} />
      <Coaching answer={answer} />
    </article>
  );
}
