import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card } from "@/components";
import { classes } from "@/lib/classes";
import { clockTime } from "@/lib/figures";
import { sliceOf } from "@/lib/spans";

import { sentenceAt } from "./alongside";
import type { Script } from "./api";

interface Props {
  text: string;
  script: Script;
  onEnd: () => void;
}

/** Seconds since it was started; stands still once it was stopped. */
function useClock(): { elapsedS: number; isRunning: boolean; start: () => void; stop: () => void } {
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const [elapsedS, setElapsedS] = useState(0);
  useEffect(() => {
    if (startedAt === null) return;
    const timer = setInterval(() => setElapsedS((performance.now() - startedAt) / 1000), 100);
    return () => clearInterval(timer);
  }, [startedAt]);
  const start = (): void => {
    setElapsedS(0);
    setStartedAt(performance.now());
  };
  return { elapsedS, isRunning: startedAt !== null, start, stop: () => setStartedAt(null) };
}

/** The script in large type, with the sentence that is due at the estimated pace, and a clock. */
export function SpeakAlong({ text, script, onEnd }: Props): ReactNode {
  const { t } = useTranslation("writing");
  const { elapsedS, isRunning, start, stop } = useClock();
  const at = isRunning ? sentenceAt(script, elapsedS) : null;
  const isDone = !isRunning && elapsedS > 0;
  return (
    <div className="flex flex-col gap-5">
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <p className="flex items-baseline gap-3">
          <span role="timer" className="text-4xl font-bold tabular-nums" data-testid="clock">
            {clockTime(elapsedS)}
          </span>
          <span className="text-muted">{t("minute.estimated", { time: clockTime(script.duration_s) })}</span>
        </p>
        <div className="flex gap-2">
          {isRunning ? (
            <Button onClick={stop} data-testid="stop-speaking">
              {t("minute.stop")}
            </Button>
          ) : (
            <Button onClick={start} data-testid="start-speaking">
              {t(isDone ? "minute.again" : "minute.start")}
            </Button>
          )}
          <Button variant="secondary" onClick={onEnd}>
            {t("minute.edit")}
          </Button>
        </div>
        {isDone && (
          <p role="status" className="basis-full">
            {t("minute.took", { seconds: Math.round(elapsedS), estimate: Math.round(script.duration_s) })}
          </p>
        )}
      </Card>
      <p className="flex flex-col gap-3 text-xl leading-relaxed">
        {script.sentences.map((sentence, index) => (
          <span key={index} aria-current={index === at || undefined} className={classes("rounded-lg px-2 transition-colors", index === at ? "bg-accent-soft" : isRunning && (at === null || index < at) && "text-muted")}>
            {sliceOf(text, sentence.span)}
          </span>
        ))}
      </p>
    </div>
  );
}
