import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ButtonLink, Page, PhoneCard, Segmented, SignedIn, Steps } from "@/components";
import { rememberChoice, rememberedChoice, type AnswerMode, type DeviceChoice } from "@/lib/media/choice";
import { useStream, type OpenStream } from "@/lib/media/useStream";
import { paths } from "@/lib/paths";

import { CalibrationCard } from "./CalibrationCard";
import { DevicePickers } from "./DevicePickers";
import { FailureNotice } from "./FailureNotice";
import { LevelBar } from "./LevelBar";
import { Picture } from "./Picture";
import { Sample } from "./Sample";

/** Camera, light, microphone and gaze, looked at before anything is recorded. */
export function DeviceCheck(): ReactNode {
  return (
    <SignedIn>
      <Check />
    </SignedIn>
  );
}

function useChoice(): [DeviceChoice, (change: Partial<DeviceChoice>) => void] {
  const [choice, setChoice] = useState(rememberedChoice);
  const change = (part: Partial<DeviceChoice>): void => {
    const next = { ...choice, ...part };
    rememberChoice(next);
    setChoice(next);
  };
  return [choice, change];
}

function Check(): ReactNode {
  const { t } = useTranslation("devices");
  const [choice, change] = useChoice();
  const open = useStream(choice);
  const search = new URLSearchParams(window.location.search);
  const steps = [t("steps.devices"), t("steps.plan"), t("steps.interview"), t("steps.report")];
  return (
    <Page title={t("title")} lead={t("lead")} width="wide">
      <Steps steps={steps} current={0} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)] lg:gap-10">
        <div className="flex min-w-0 flex-col gap-4">
          <View choice={choice} open={open} onMode={(mode) => change({ mode })} />
          {open.stream && choice.mode !== "typed" && <LevelBar stream={open.stream} />}
        </div>
        <div className="flex min-w-0 flex-col gap-6">
          <Modes mode={choice.mode} onMode={(mode) => change({ mode })} />
          {choice.mode !== "typed" && <DevicePickers open={open} choice={choice} onChange={change} />}
          {open.stream && <Sample stream={open.stream} hasVideo={choice.mode === "video"} />}
          {open.stream && choice.mode === "video" && <CalibrationCard stream={open.stream} />}
          <Onward ready={choice.mode === "typed" || open.state === "on"} next={search.get("next")} />
          <PhoneCard next={search.get("next") ?? undefined} />
        </div>
      </div>
    </Page>
  );
}

function View({ choice, open, onMode }: { choice: DeviceChoice; open: OpenStream; onMode: (mode: AnswerMode) => void }): ReactNode {
  const { t } = useTranslation("devices");
  if (open.failure) return <FailureNotice failure={open.failure} mode={choice.mode} onRetry={open.retry} onMode={onMode} />;
  if (choice.mode === "video") return <Picture stream={open.stream} />;
  return (
    <div className="flex min-h-48 flex-col items-center justify-center gap-2 rounded-3xl bg-sunken p-8 text-center">
      <p className="text-lg font-semibold">{t(`without.${choice.mode}.title`)}</p>
      <p className="max-w-md text-muted">{t(`without.${choice.mode}.lead`)}</p>
    </div>
  );
}

function Modes({ mode, onMode }: { mode: AnswerMode; onMode: (mode: AnswerMode) => void }): ReactNode {
  const { t } = useTranslation("devices");
  const choices = (["video", "voice", "typed"] as const).map((value) => ({ value, label: t(`mode.${value}`) }));
  return (
    <div className="flex flex-col gap-2">
      <span className="font-semibold">{t("mode.label")}</span>
      <Segmented label={t("mode.label")} value={mode} onChange={onMode} choices={choices} className="flex" />
    </div>
  );
}

function Onward({ ready, next }: { ready: boolean; next: string | null }): ReactNode {
  const { t } = useTranslation("devices");
  const target = next?.startsWith("/interviews/") ? next : paths.newInterview;
  return (
    <div className="flex flex-col gap-2">
      <ButtonLink size="lg" wide to={target} aria-disabled={!ready} variant={ready ? "primary" : "secondary"} data-testid="onward">
        {t(next ? "onward.back" : "onward.plan")}
      </ButtonLink>
      {!ready && <p className="text-sm text-muted">{t("onward.notReady")}</p>}
    </div>
  );
}
