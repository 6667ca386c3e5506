import { useEffect, useRef, useState } from "react";

import { currentLanguage } from "@/lib/i18n";

import type { About, Frame } from "./api";
import { CueKeeper, rhythm } from "./cues";

/** Says aloud, with the browser's own voice, when the largest face has settled on another class. The last words said. */
export function useSpokenCues(isOn: boolean, apartS: number, about: About, frame: Frame | null): string | null {
  const keeper = useRef<CueKeeper | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    keeper.current = isOn ? new CueKeeper({ ...rhythm, apartS }) : null;
    if (!isOn) speechSynthesis.cancel();
    return () => speechSynthesis.cancel();
  }, [isOn, apartS]);
  useEffect(() => {
    const label = frame?.faces[0]?.label ?? null;
    const told = frame && keeper.current ? keeper.current.see(performance.now() / 1000, label) : null;
    const words = about.classes.find((one) => one.id === told)?.says;
    if (!words) return;
    setSaid(words);
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = currentLanguage() === "ko" ? "ko-KR" : "en-US";
    speechSynthesis.speak(spoken);
  }, [frame, about]);
  return said;
}
