import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, Card, Section, Segmented, TextArea } from "@/components";
import { clockTime } from "@/lib/figures";
import { currentLanguage, languages, type Language } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { SpeakAlong } from "./SpeakAlong";
import { timeScript, type Script } from "./api";
import { useLater } from "./useLater";

const goalS = 60;
/** Within this of a minute the script fits. */
const slackS = 8;
const keptUnder = "visavis.minute";

interface Kept {
  text: string;
  language: Language;
}

function useKept(): [Kept, (part: Partial<Kept>) => void] {
  const [kept, setKept] = useState<Kept>(() => {
    const fresh = { text: "", language: currentLanguage() };
    try {
      return { ...fresh, ...(JSON.parse(localStorage.getItem(keptUnder) ?? "null") as Kept | null) };
    } catch {
      return fresh;
    }
  });
  useEffect(() => {
    try {
      localStorage.setItem(keptUnder, JSON.stringify(kept));
    } catch {
      // then it lives as long as the page
    }
  }, [kept]);
  return [kept, (part) => setKept((before) => ({ ...before, ...part }))];
}

/** A script of one minute: how long it takes, saying it along, then an interview that asks for it. */
export function Drill(): ReactNode {
  const { t } = useTranslation("writing");
  const [{ text, language }, change] = useKept();
  const [speaking, setSpeaking] = useState(false);
  const settled = useLater(text);
  const timed = useQuery({
    queryKey: ["writing-script", settled, language],
    queryFn: () => timeScript(settled, language),
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
          <Segmented label={t("minute.language")} value={language} onChange={(next) => change({ language: next })} choices={languages.map((value) => ({ value, label: t(`language.${value}`) }))} className="self-start" />
          <TextArea label={t("minute.script")} hint={t("minute.hint")} rows={10} maxLength={10_000} lang={language} value={text} onChange={(event) => change({ text: event.target.value })} />
          {script && <Estimated script={script} language={language} />}
          <div className="flex flex-wrap gap-3">
            <Button disabled={!script || settled !== text} onClick={() => setSpeaking(true)} data-testid="speak">
              {t("minute.speak")}
            </Button>
            <ButtonLink variant="secondary" to={paths.interviewAsking(t(`minute.question.${language}`))}>
              {t("minute.interview")}
            </ButtonLink>
          </div>
        </>
      )}
    </Section>
  );
}

function Estimated({ script, language }: { script: Script; language: Language }): ReactNode {
  const { t } = useTranslation("writing");
  const off = script.duration_s - goalS;
  const verdict = Math.abs(off) <= slackS ? "fits" : off > 0 ? "long" : "short";
  return (
    <Card className="flex flex-wrap items-baseline gap-x-4 gap-y-1" data-testid="estimate">
      <p className="text-3xl font-bold tabular-nums">{clockTime(script.duration_s)}</p>
      <p className="min-w-0 grow">
        {t(`minute.${verdict}`, { count: Math.round(Math.abs(off)) })}
        <span className="block text-sm text-muted">{t(`minute.rule.${language}`, { units: script.units })}</span>
      </p>
    </Card>
  );
}
