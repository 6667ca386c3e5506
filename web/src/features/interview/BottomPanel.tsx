import { ArrowRight, Check, Mic, PenLine, RotateCcw, SkipForward, Volume2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, KeyHint, Spinner, TextArea } from "@/components";
import { classes } from "@/lib/classes";

import { Subtitles } from "./Subtitles";
import { UploadBadge, type UploadBadgeProps } from "./UploadBadge";
import type { Question } from "./api";
import type { RoomState } from "./phase";
import type { AnsweringHandle } from "./useAnswering";
import type { TypedHandle } from "./useTyped";

interface Props {
  state: RoomState;
  left: number | null;
  question: Question | undefined;
  /** As people count it, from 1. */
  number: number;
  hasCaptions: boolean;
  spoken: number | null;
  typed: TypedHandle | null;
  isLast: boolean;
  /** The phase is old enough for a press to be meant for it. */
  isSettled: boolean;
  uploads: UploadBadgeProps;
  busy: AnsweringHandle["busy"];
  onAnswer: () => void;
  onFinish: () => void;
  onNext: () => void;
  onRetake: () => void;
  onSkip: () => void;
  /** Null where the question can't be heard once more. */
  onRepeat: (() => void) | null;
}

export function BottomPanel(props: Props): ReactNode {
  const { t } = useTranslation("interview");
  const { state, question, typed } = props;
  const isWriting = typed !== null && state.phase === "answering";
  const showsQuestion = question !== undefined && (props.hasCaptions || state.phase === "answered");
  return (
    <div className="absolute inset-x-0 bottom-0 z-10 flex flex-col gap-4 px-4 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:gap-5 sm:px-6 sm:pb-8">
      {!isWriting && showsQuestion && <Subtitles question={question} spoken={props.spoken} />}
      {!isWriting && props.onRepeat && <Repeat onRepeat={props.onRepeat} className="mx-auto" />}
      {isWriting && (
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-3 rounded-2xl bg-surface/95 p-4">
          <div className="flex items-start justify-between gap-3">
            {showsQuestion && (
              <p data-testid="subtitles" className="max-h-[20dvh] min-w-0 overflow-y-auto text-base font-semibold leading-snug sm:text-lg">
                {question.text}
              </p>
            )}
            {props.onRepeat && <Repeat onRepeat={props.onRepeat} className="ml-auto shrink-0" isSmall />}
          </div>
          <TextArea
            label={t("typed.label")}
            rows={5}
            value={typed.text}
            maxLength={20_000}
            hint={t("typed.count", { count: typed.text.length })}
            onChange={(event) => typed.change(event.target.value)}
            data-testid="typed"
          />
        </div>
      )}
      <UploadBadge place="bottom" {...props.uploads} />
      {props.busy && state.phase === "answered" && (
        <p role="status" data-testid="busy" data-busy={props.busy} className="mx-auto w-fit rounded-full bg-black/55 px-3 py-1 text-sm text-white/90">
          {t(`busy.${props.busy}`)}
        </p>
      )}
      <div className="mx-auto flex w-full max-w-3xl flex-col items-center gap-3 sm:flex-row sm:justify-between">
        <Clock state={state} left={props.left} isRecorded={typed === null} />
        <Actions {...props} />
      </div>
      <p className="sr-only" role="status" aria-live="polite">
        {t(`announce.${typed !== null && state.phase === "answering" ? "writing" : wordsFor(state)}`, { number: props.number, text: state.phase === "asking" ? (question?.text ?? "") : "" })}
      </p>
      <TimeAnnouncement phase={state.phase} left={props.left} />
    </div>
  );
}

/** Beside what is written it is but a mark, so that the question has the room. */
function Repeat({ onRepeat, className, isSmall = false }: { onRepeat: () => void; className: string; isSmall?: boolean }): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <Button size={isSmall ? "icon" : "sm"} variant={isSmall ? "quiet" : "onVideo"} className={classes(className, isSmall && "-my-2")} onClick={onRepeat} aria-label={t("action.repeat")} title={t("action.repeat")} data-testid="repeat">
      <Volume2 aria-hidden="true" />
      {!isSmall && (
        <>
          {t("action.repeat")} <KeyHint>H</KeyHint>
        </>
      )}
    </Button>
  );
}

function wordsFor({ phase, hasAnswer }: RoomState): RoomState["phase"] | "empty" {
  return phase === "answered" && !hasAnswer ? "empty" : phase;
}

function clockText(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const lowS = 10;

/** The phase in a word, the time that is left, and a thin line that shortens. Nothing flashes, nothing ticks. */
function Clock({ state, left, isRecorded }: { state: RoomState; left: number | null; isRecorded: boolean }): ReactNode {
  const { t } = useTranslation("interview");
  const whole = state.phase === "thinking" ? state.thinkingS : state.answerS;
  const isLow = state.phase === "answering" && left !== null && left <= lowS;
  return (
    <div className="flex w-full items-center gap-4 rounded-2xl bg-black/55 px-4 py-2.5 text-white backdrop-blur-sm sm:w-88">
      <div className="flex min-w-0 grow flex-col gap-1.5">
        <div className="flex items-baseline justify-between gap-3">
          <span className="flex items-center gap-2 font-semibold">
            {state.phase === "answering" && isRecorded && <span aria-hidden="true" className="size-2.5 rounded-full bg-[#ff6b57]" />}
            {t(`phase.${wordsFor(state)}`)}
          </span>
          {left !== null && state.phase !== "asking" && (
            <span role="timer" data-testid="left" className={classes("text-2xl font-semibold tabular-nums", isLow && "text-[#ecc264]")}>
              {clockText(left)}
            </span>
          )}
        </div>
        <div aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-white/25">
          <div
            className={classes("h-full origin-left rounded-full transition-transform duration-200 ease-linear", isLow ? "bg-[#ecc264]" : "bg-white")}
            style={{ transform: `scaleX(${left === null ? 0 : Math.min(1, left / Math.max(1, whole))})` }}
          />
        </div>
      </div>
    </div>
  );
}

function Actions({ state, typed, isLast, isSettled, onAnswer, onFinish, onNext, onRetake, onSkip }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const once = (act: () => void) => ({ "aria-disabled": !isSettled, onClick: isSettled ? act : undefined });
  const large = "grow whitespace-nowrap px-3 text-base aria-disabled:opacity-100 sm:px-6 sm:text-lg";
  if (state.phase === "saving")
    return (
      <p className="flex min-h-13 items-center gap-3 rounded-2xl bg-black/55 px-4 text-white backdrop-blur-sm">
        <Spinner /> {t("action.saving")}
      </p>
    );
  if (state.phase === "answered")
    return (
      <div className="flex w-full gap-2 sm:w-auto">
        <Button size="lg" variant="onVideo" className={large} {...once(onRetake)} data-testid="retake">
          <RotateCcw aria-hidden="true" />
          {t("action.retake")} <KeyHint>R</KeyHint>
        </Button>
        <Button size="lg" className={large} {...once(onNext)} data-testid="next">
          {t(isLast ? "action.end" : "action.next")} <ArrowRight aria-hidden="true" /> <KeyHint>N</KeyHint>
        </Button>
      </div>
    );
  if (state.phase === "following")
    return (
      <Button size="lg" variant="onVideo" className="px-3 text-base aria-disabled:opacity-100 sm:text-lg" {...once(onSkip)} data-testid="skip">
        <SkipForward aria-hidden="true" />
        {t("action.skip")} <KeyHint>S</KeyHint>
      </Button>
    );
  const isAnswering = state.phase === "answering";
  const Start = typed === null ? Mic : PenLine;
  return (
    <div className="flex w-full gap-2 sm:w-auto">
      {!isAnswering && (
        <Button size="lg" variant="onVideo" className="px-3 text-base aria-disabled:opacity-100 sm:text-lg" {...once(onSkip)} data-testid="skip">
          <SkipForward aria-hidden="true" />
          {t("action.skip")} <KeyHint>S</KeyHint>
        </Button>
      )}
      <Button size="lg" className={large} {...once(isAnswering ? onFinish : onAnswer)} data-testid={isAnswering ? "finish-answer" : "start-answer"}>
        {isAnswering ? <Check aria-hidden="true" /> : <Start aria-hidden="true" />}
        {t(isAnswering ? "action.finish" : "action.answer")} <KeyHint>Space</KeyHint>
      </Button>
    </div>
  );
}

/** Read out twice only: a voice that counts down would be in the answer. */
function TimeAnnouncement({ phase, left }: { phase: RoomState["phase"]; left: number | null }): ReactNode {
  const { t } = useTranslation("interview");
  const words = phase !== "answering" || left === null || left > 30 ? "" : left > lowS ? t("announce.left", { seconds: 30 }) : t("announce.left", { seconds: lowS });
  return (
    <p className="sr-only" aria-live="polite">
      {words}
    </p>
  );
}
