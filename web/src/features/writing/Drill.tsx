import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, Card, Section, TextArea } from "@/components";
import { clockTime } from "@/lib/figures";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { SpeakAlong } from "./SpeakAlong";
import { timeScript, type Script } from "./api";
import { useLater } from "./useLater";

const goalS = 60;
/** Within this of a minute the script fits. */
const slackS = 8;
const keptUnder = "visavis.minute";

function useKept(): [string, (text: string) => void] {
  const [text, setText] = useState(() => {
    try {
      return localStorage.getItem(keptUnder) ?? "";
    } catch {
      return "";
    }
  });
  useEffect(() => {
    try {
      localStorage.setItem(keptUnder, text);
    } catch {
      // then it lives as long as the page
    }
  }, [text]);
  return [text, setText];
}

/** A script of one minute: how long it takes, saying it along, then an interview that asks for it. */
export function Drill(): ReactNode {
  const { t } = useTranslation("writing");
  const [text, setText] = useKept();
  const [speaking, setSpeaking] = useState(false);
  const settled = useLater(text);
  const timed = useQuery({
    queryKey: ["writing-script", settled],
    queryFn: () => timeScript(settled),
    enabled: settled.trim() !== "",
    placeholderData: (before) => before,
  });
  const script = text.trim() === "" ? undefined : timed.data;
  return (
    <Section title={t("minute.title")} lead={t("minute.lead")}>
      {speaking && script ? (
        <SpeakAlong text={settled} script={script} onEnd={() => setSpeaking(false)} />
      ) : (
        <>
          <TextArea label={t("minute.script")} hint={t("minute.hint")} rows={10} maxLength={10_000} value={text} onChange={(event) => setText(event.target.value)} />
          {script && <Estimated script={script} />}
          <div className="flex flex-wrap gap-3">
            <Button disabled={!script || settled !== text} onClick={() => setSpeaking(true)} data-testid="speak">
              {t("minute.speak")}
            </Button>
            <ButtonLink variant="secondary" to={paths.interviewAsking(t(`minute.question.${script?.language ?? currentLanguage()}`))}>
              {t("minute.interview")}
            </ButtonLink>
          </div>
        </>
      )}
    </Section>
  );
}

function Estimated({ script }: { script: Script }): ReactNode {
  const { t } = useTranslation("writing");
  const off = script.duration_s - goalS;
  const verdict = Math.abs(off) <= slackS ? "fits" : off > 0 ? "long" : "short";
  return (
    <Card className="flex flex-wrap items-baseline gap-x-4 gap-y-1" data-testid="estimate">
      <p className="text-3xl font-bold tabular-nums">{clockTime(script.duration_s)}</p>
      <p className="min-w-0 grow">
        {t(`minute.${verdict}`, { count: Math.round(Math.abs(off)) })}
        <span className="block text-sm text-muted">{t(`minute.rule.${script.language}`, { units: script.units })}</span>
      </p>
    </Card>
  );
}
