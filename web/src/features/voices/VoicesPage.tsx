import { useQuery } from "@tanstack/react-query";
import { Square, Volume2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Voice } from "@/client/types";
import { Badge, Card, ErrorNotice, Page, Section, Skeleton, Spinner, useVoices } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { useSample, type SamplePlayer } from "@/lib/media/useSample";
import { paths } from "@/lib/paths";

import { Listening } from "./Listening";
import { OwnVoices } from "./OwnVoices";
import { enginesKey, listEngines, type Engine } from "./api";

export function VoicesPage(): ReactNode {
  const { t } = useTranslation(["voices", "common"]);
  const engines = useQuery({ queryKey: [...enginesKey, currentLanguage()], queryFn: listEngines });
  return (
    <Page title={t("title")} lead={t("lead")} back={{ to: paths.me, label: t("common:nav.me") }}>
      {engines.error && <ErrorNotice error={engines.error} onRetry={() => void engines.refetch()} />}
      <Card>
        <OwnVoices whyNot={engines.data?.find((one) => one.capability === "clone")?.why_not ?? null} />
      </Card>
      <Card>
        <AllVoices />
      </Card>
      <Card>
        <Listening engines={engines.data ?? []} />
      </Card>
      <Engines engines={(engines.data ?? []).filter((one) => one.why_not !== null)} />
    </Page>
  );
}

function AllVoices(): ReactNode {
  const { t } = useTranslation("voices");
  const voices = useVoices();
  const sample = useSample();
  return (
    <Section title={t("all.title")} lead={t("all.lead")}>
      {voices.error && <ErrorNotice error={voices.error} onRetry={() => void voices.refetch()} />}
      {sample.error && <ErrorNotice error={sample.error} />}
      <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2" data-testid="all-voices">
        {voices.isPending && Array.from({ length: 6 }, (_, number) => <Skeleton key={number} className="h-16" />)}
        {(voices.data ?? []).map((one) => (
          <VoiceRow key={one.name} voice={one} sample={sample} />
        ))}
      </ul>
    </Section>
  );
}

function VoiceRow({ voice, sample }: { voice: Voice; sample: SamplePlayer }): ReactNode {
  const { t } = useTranslation("voices");
  const isOn = sample.playing === voice.name;
  const Sign = isOn ? Square : Volume2;
  return (
    <li className="min-w-0">
      <button
        type="button"
        disabled={voice.why_not !== null}
        aria-label={`${t(isOn ? "field.stop" : "field.play")}: ${voice.title}`}
        onClick={() => (isOn ? sample.stop() : sample.play(voice.name, voice.languages))}
        className="flex min-h-16 w-full items-center gap-3 rounded-xl border border-line px-3 py-2 text-left transition-colors hover:bg-sunken disabled:opacity-60"
      >
        <span className="grid size-9 shrink-0 place-items-center rounded-full bg-accent-soft text-accent-strong">
          {isOn && sample.coming ? <Spinner /> : <Sign aria-hidden="true" className="size-4" />}
        </span>
        <span className="min-w-0 grow">
          <span className="block font-semibold">{voice.title}</span>
          <span className="block text-sm text-muted">{voice.why_not ?? [languagesOf(voice), aboutOf(voice, t("field.sent"))].filter(Boolean).join(" · ")}</span>
        </span>
        {voice.kind !== "embedded" && <Badge tone={voice.kind === "remote" ? "warn" : "accent"}>{t(`kind.${voice.kind}`)}</Badge>}
      </button>
    </li>
  );
}

const names = { ko: "한국어", en: "English" } as const;

function languagesOf(voice: Voice): string {
  return voice.languages.map((one) => names[one]).join(", ");
}

/** What has to be known of a voice that didn't come with the server. */
function aboutOf(voice: Voice, sent: string): string {
  return voice.kind === "remote" ? sent : voice.kind === "neural" ? voice.licence : "";
}

/** What is missing, with what to do about it. */
function Engines({ engines }: { engines: readonly Engine[] }): ReactNode {
  const { t } = useTranslation("voices");
  if (engines.length === 0) return null;
  return (
    <details className="rounded-2xl border border-line px-5 py-3">
      <summary className="min-h-9 cursor-pointer py-1.5 font-semibold">
        {t("engines.title")} <span className="font-normal text-muted">· {t("engines.lead")}</span>
      </summary>
      <dl className="mt-2 flex flex-col gap-3 pb-2">
        {engines.map((one) => (
          <div key={`${one.capability}-${one.name}`}>
            <dt className="font-semibold">
              {t(`engines.${one.capability}`)} · {one.name}
            </dt>
            <dd className="text-muted">{one.good_at}</dd>
            <dd className="text-sm">{one.why_not}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
