import { useCallback, useEffect, useRef, useState } from "react";

import { grabJpeg } from "@/lib/media/frame";

import { calibrate, targets, type Calibration, type Target } from "./api";

export type CalibrationStep =
  | { name: "intro" }
  | { name: "target"; target: Target }
  | { name: "sending" }
  | { name: "done"; calibration: Calibration }
  | { name: "failed"; error: unknown };

/** The eyes need about a third of a second to arrive and settle; the rest is for the person to find the dot. */
const settleMs = 1500;
/** The server needs five in which the eyes are open; twice as many leave room for a blink. */
const framesEach = 10;
const frameGapMs = 120;
const largestSidePx = 640;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function watch(video: HTMLVideoElement): Promise<Blob[]> {
  const jpegs: Blob[] = [];
  for (let number = 0; number < framesEach; number += 1) {
    const jpeg = await grabJpeg(video, largestSidePx, 0.9);
    if (jpeg) jpegs.push(jpeg);
    await rest(frameGapMs);
  }
  return jpegs;
}

/** Leads through the five targets and sends what was seen. `begin` starts over. */
export function useCalibration(video: HTMLVideoElement | null): { step: CalibrationStep; begin: () => void } {
  const [step, setStep] = useState<CalibrationStep>({ name: "intro" });
  const run = useRef(0);
  useEffect(() => () => void (run.current += 1), []);

  const begin = useCallback(() => {
    const mine = (run.current += 1);
    const show = (next: CalibrationStep): boolean => {
      if (mine !== run.current) return false;
      setStep(next);
      return true;
    };
    const lead = async (): Promise<void> => {
      const frames = new Map<Target, Blob[]>();
      for (const target of targets) {
        if (!show({ name: "target", target })) return;
        await rest(settleMs);
        if (video) frames.set(target, await watch(video));
      }
      if (show({ name: "sending" })) show({ name: "done", calibration: await calibrate(frames) });
    };
    lead().catch((error: unknown) => show({ name: "failed", error }));
  }, [video]);

  return { step, begin };
}
