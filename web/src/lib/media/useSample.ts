import { useEffect, useRef, useState } from "react";

import { callForFile } from "@/client/call";
import { currentLanguage } from "@/lib/i18n";

/** Which sample plays, and how to start and stop one. */
export interface SamplePlayer {
  /** The voice that is heard or being made. */
  playing: string | null;
  coming: boolean;
  error: Error | null;
  play: (voice: string, languages: readonly string[]) => void;
  stop: () => void;
}

/** Lets voices be heard, one at a time; whatever plays ends with the page. */
export function useSample(): SamplePlayer {
  const sound = useRef<HTMLAudioElement | null>(null);
  const turn = useRef(0);
  const [playing, setPlaying] = useState<string | null>(null);
  const [coming, setComing] = useState(false);
  const [error, setError] = useState<Error | null>(null);

  const stop = (): void => {
    turn.current += 1;
    sound.current?.pause();
    if (sound.current?.src) URL.revokeObjectURL(sound.current.src);
    sound.current = null;
    setPlaying(null);
    setComing(false);
  };
  const play = async (voice: string, languages: readonly string[]): Promise<void> => {
    stop();
    const mine = turn.current;
    setError(null);
    setPlaying(voice);
    setComing(true);
    const spoken = languages.includes(currentLanguage()) ? currentLanguage() : (languages[0] ?? "ko");
    try {
      const data = await callForFile("GET", `/voices/sample?name=${encodeURIComponent(voice)}&spoken=${spoken}`);
      if (mine !== turn.current) return;
      sound.current = new Audio(URL.createObjectURL(data));
      sound.current.onended = stop;
      setComing(false);
      await sound.current.play();
    } catch (failed) {
      if (mine !== turn.current) return;
      stop();
      setError(failed as Error);
    }
  };
  useEffect(
    () => () => {
      turn.current += 1;
      sound.current?.pause();
    },
    [],
  );
  return { playing, coming, error, play: (voice, languages) => void play(voice, languages), stop };
}
