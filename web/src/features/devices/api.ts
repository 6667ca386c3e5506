import { call } from "@/client/call";
import type { Me } from "@/client/types";

export interface FaceBox {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Advice {
  code: string;
  message: string;
}

export interface FrameCheck {
  faces: number;
  /** In fractions of the picture, from its top left, not mirrored. */
  box: FaceBox | null;
  advice: Advice[];
}

export interface Calibration {
  id: string;
  quality: number | string | null;
  usable: boolean;
}

export const targets = ["camera", "top_left", "top_right", "bottom_left", "bottom_right"] as const;
export type Target = (typeof targets)[number];

export function checkFrame(jpeg: Blob, signal?: AbortSignal): Promise<FrameCheck> {
  return call<FrameCheck>("POST", "/device-check/frame", { body: jpeg, headers: { "Content-Type": "image/jpeg" }, signal });
}

/** Five small frames for each of the five targets, each under its target's name. */
export function calibrate(frames: ReadonlyMap<Target, Blob[]>): Promise<Calibration> {
  const form = new FormData();
  for (const [target, jpegs] of frames) {
    jpegs.forEach((jpeg, number) => form.append(target, jpeg, `${target}-${number}.jpg`));
  }
  return call<Calibration>("POST", "/calibrations", { body: form });
}

export function latestCalibration(): Promise<Calibration | null> {
  return call<Calibration | undefined>("GET", "/calibrations/latest").then((found) => found ?? null);
}

export function claimPairing(code: string): Promise<Me> {
  return call<Me>("POST", "/pairings/claim", { json: { code } });
}
