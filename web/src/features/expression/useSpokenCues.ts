import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";

import { currentLanguage } from "@/lib/i18n";

import type { About, Frame } from "./api";
import { CueKeeper, nobody, rhythm } from "./cues";
import { hasVoice, hush, say, whenVoicesChange } from "./speech";

export interface Told {
  words: string;
  /** False where the browser couldn't say it: then it stands in writing only. */
  isSpoken: boolean;
}

/** Says aloud, with the browser's own voice, when the largest face has settled on another class. What was told last. */
export function useSpokenCues(isOn: boolean, apartS: number, about: About, frame: Frame | null): { told: Told | null; hasVoice: boolean } {
  const { t } = useTranslation("expression");
  const keeper = useRef<CueKeeper | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    keeper.current = isOn ? new CueKeeper({ ...rhythm, apartS }) : null;
    return () => {
      setTold(null);
      hush();
    };
  }, [isOn, apartS]);
  useEffect(() => {
    const label = frame?.faces.length === 0 ? nobody : (frame?.faces[0]?.label ?? null);
    const name = frame && keeper.current ? keeper.current.see(performance.now() / 1000, label) : null;
    const words = name === nobody ? t("spoken.nobody") : about.classes.find((one) => one.id === name)?.says;
    if (!words) return;
    setTold({ words, isSpoken: true });
    say(words, currentLanguage() === "ko" ? "ko-KR" : "en-US", () => setTold({ words, isSpoken: false }));
  }, [frame, about, t]);
  return { told, hasVoice: useSyncExternalStore(whenVoicesChange, hasVoice) };
}
