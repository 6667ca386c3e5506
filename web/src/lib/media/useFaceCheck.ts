import { useEffect, useState } from "react";

import { call } from "@/client/call";
import type { components } from "@/client/schema";

import { grabJpeg } from "./frame";

/** In fractions of the picture, from its top left, not mirrored. */
export type FaceBox = components["schemas"]["BoxView"];
export type FrameCheck = components["schemas"]["FrameView"];

function checkFrame(jpeg: Blob, signal: AbortSignal): Promise<FrameCheck> {
  return call<FrameCheck>("POST", "/device-check/frame", { body: jpeg, headers: { "Content-Type": "image/jpeg" }, signal });
}

/** The server takes four frames a second; a new one leaves only after the last was answered. */
const restMs = 350;
const largestSidePx = 480;

/** What the server sees in the live picture, a few times a second; null until it has seen something. */
export function useFaceCheck(video: HTMLVideoElement | null, isOn: boolean): FrameCheck | null {
  const [check, setCheck] = useState<FrameCheck | null>(null);
  useEffect(() => {
    if (!isOn) return;
    const ended = new AbortController();
    const look = async (): Promise<void> => {
      const jpeg = video && !document.hidden ? await grabJpeg(video, largestSidePx) : null;
      if (jpeg) setCheck(await checkFrame(jpeg, ended.signal));
    };
    const run = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        await look().catch(() => undefined); // the advice is a help: without it the check still goes on
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
    };
    void run();
    return () => ended.abort();
  }, [video, isOn]);
  return isOn ? check : null;
}
