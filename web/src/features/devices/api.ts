import { call } from "@/client/call";
import type { components } from "@/client/schema";
import type { Me } from "@/client/types";

type Schemas = components["schemas"];

export type Calibration = Schemas["CalibrationView"];

export const targets = ["camera", "top_left", "top_right", "bottom_left", "bottom_right"] as const;
export type Target = (typeof targets)[number];

/** Ten small frames for each of the five targets, each under its target's name. */
export function calibrate(frames: ReadonlyMap<Target, Blob[]>): Promise<Calibration> {
  const form = new FormData();
  for (const [target, jpegs] of frames) {
    jpegs.forEach((jpeg, number) => form.append(target, jpeg, `${target}-${number}.jpg`));
  }
  return call<Calibration>("POST", "/calibrations", { body: form });
}

export function latestCalibration(): Promise<Calibration | null> {
  return call<Calibration | null>("GET", "/calibrations/latest");
}

export function claimPairing(code: string): Promise<Me> {
  return call<Me>("POST", "/pairings/claim", { json: { code } });
}
