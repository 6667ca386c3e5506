import { useEffect, useState } from "react";

import { ApiError } from "@/client/call";
import { grabJpeg } from "@/lib/media/frame";

import { readFrame, type Attested, type Frame } from "./api";

/** The server takes four frames a second; a new one leaves only after the last was answered. */
const restMs = 300;
const largestSidePx = 640;

/** What the live picture looks like to the model, a few times a second; nothing is sent while the page is hidden. */
export function useFrames(video: HTMLVideoElement | null, isOn: boolean, attested: Attested): { frame: Frame | null; error: Error | null } {
  const [frame, setFrame] = useState<Frame | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    if (!isOn || !video) return;
    const ended = new AbortController();
    const look = async (): Promise<void> => {
      const jpeg = document.hidden ? null : await grabJpeg(video, largestSidePx);
      if (!jpeg) return;
      setFrame(await readFrame(jpeg, attested, ended.signal));
      setError(null);
    };
    const run = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        // One frame too many is nothing to tell; whatever else is wrong stays in sight until a frame gets through.
        await look().catch((problem: unknown) => {
          const isSmall = problem instanceof ApiError && problem.status === 429;
          if (!ended.signal.aborted && !isSmall) setError(problem instanceof Error ? problem : new Error(String(problem)));
        });
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
    };
    void run();
    return () => ended.abort();
  }, [video, isOn, attested]);
  return { frame, error };
}
