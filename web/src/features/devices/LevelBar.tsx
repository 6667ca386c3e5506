import { Mic } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";
import { openLevelMeter, silenceDbfs, type Level } from "@/lib/media/level";

/** The bar spans -60 to 0 dBFS; speech at a good distance lies between -40 and -12. */
const floorDbfs = -60;
const quietDbfs = -45;
const loudDbfs = -3;

const silence: Level = { rmsDbfs: silenceDbfs, peakDbfs: silenceDbfs };

function useLevel(stream: MediaStream): { level: Level; loudest: number } {
  const [level, setLevel] = useState(silence);
  const [loudest, setLoudest] = useState(silenceDbfs);
  useEffect(() => {
    const meter = openLevelMeter(stream);
    const timer = setInterval(() => {
      const now = meter.read();
      setLevel(now);
      setLoudest((before) => Math.max(now.rmsDbfs, before - 0.15)); // lets go at 1.5 dB/s, so that pauses don't alarm
    }, 100);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [stream]);
  return { level, loudest };
}

function verdictOf(level: Level, loudest: number): "clipping" | "quiet" | "good" {
  if (level.peakDbfs > loudDbfs) return "clipping";
  return loudest < quietDbfs ? "quiet" : "good";
}

/** How loud the microphone hears the room, with what to do when that is too much or too little. */
export function LevelBar({ stream }: { stream: MediaStream }): ReactNode {
  const { t } = useTranslation("devices");
  const bar = useRef<HTMLDivElement>(null);
  const { level, loudest } = useLevel(stream);
  const verdict = verdictOf(level, loudest);
  const share = Math.min(1, Math.max(0, 1 - level.rmsDbfs / floorDbfs));
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3">
        <Mic aria-hidden="true" className="size-5 shrink-0 text-muted" />
        <div
          ref={bar}
          role="meter"
          aria-label={t("level.label")}
          aria-valuemin={floorDbfs}
          aria-valuemax={0}
          aria-valuenow={Math.round(Math.max(floorDbfs, level.rmsDbfs))}
          className="relative h-3 grow overflow-hidden rounded-full bg-line"
        >
          <div
            className={classes("h-full origin-left rounded-full transition-transform duration-100", verdict === "clipping" ? "bg-danger" : "bg-accent")}
            style={{ transform: `scaleX(${share.toFixed(3)})` }}
          />
        </div>
      </div>
      <p role="status" data-testid="level" data-verdict={verdict} className={classes("pl-8 text-sm", verdict === "clipping" ? "text-danger" : "text-muted")}>
        {t(`level.${verdict}`)}
      </p>
    </div>
  );
}
