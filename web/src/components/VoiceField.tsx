import { useQuery } from "@tanstack/react-query";
import { Square, Volume2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Voice } from "@/client/types";
import { currentLanguage } from "@/lib/i18n";
import { useSample } from "@/lib/media/useSample";

import { Button } from "./Button";
import { SelectField } from "./Field";
import { ErrorNotice } from "./Notice";

const listVoices = () => call<Voice[]>("GET", "/voices");

/** Every voice that a person can have. */
export function useVoices() {
  return useQuery({ queryKey: ["voices", currentLanguage()], queryFn: listVoices });
}

const groups = ["server", "imported", "remote", "own"] as const;

function groupOf(voice: Voice): (typeof groups)[number] {
  if (voice.own) return "own";
  return voice.kind === "embedded" ? "server" : voice.kind === "neural" ? "imported" : "remote";
}

/** Choosing a voice, by where it comes from, with a sample to hear. */
export function VoiceField({ value, onChange, label }: { value: string; onChange: (name: string) => void; label?: string }): ReactNode {
  const { t } = useTranslation("voices");
  const voices = useVoices().data ?? [];
  const sample = useSample();
  const chosen = voices.find((one) => one.name === value);
  const filled = groups.filter((group) => voices.some((one) => groupOf(one) === group));
  const options = (group: (typeof groups)[number]): ReactNode =>
    voices
      .filter((one) => groupOf(one) === group)
      .map((one) => (
        <option key={one.name} value={one.name}>
          {one.why_not ? t("field.unavailable", { name: one.title }) : one.title}
        </option>
      ));
  const hint = sample.coming ? t("field.coming") : chosen?.why_not ? chosen.why_not : chosen?.kind === "remote" ? t("field.sent") : undefined;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <SelectField label={label ?? t("field.label")} hint={hint} value={value} onChange={(event) => onChange(event.target.value)} data-testid="voice">
            {!chosen && value !== "" && <option value={value}>{t("field.unavailable", { name: value })}</option>}
            {filled.length > 1
              ? filled.map((group) => (
                  <optgroup key={group} label={t(`field.${group}`)}>
                    {options(group)}
                  </optgroup>
                ))
              : filled.map(options)}
          </SelectField>
        </div>
        <Button
          variant="secondary"
          size="icon"
          className="mt-[1.9rem]"
          aria-label={t(sample.playing ? "field.stop" : "field.play")}
          title={t(sample.playing ? "field.stop" : "field.play")}
          busy={sample.coming}
          disabled={!chosen || chosen.why_not !== null}
          onClick={() => (sample.playing ? sample.stop() : chosen && sample.play(chosen.name, chosen.languages))}
          data-testid="hear-voice"
        >
          {!sample.coming && (sample.playing ? <Square aria-hidden="true" /> : <Volume2 aria-hidden="true" />)}
        </Button>
      </div>
      {sample.error && <ErrorNotice error={sample.error} />}
    </div>
  );
}
