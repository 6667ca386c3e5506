import { useEffect, useState } from "react";

import { ApiError, isSignedOut } from "@/client/call";
import { grabJpeg } from "@/lib/media/frame";

import { readFrame, type Attested, type Frame } from "./api";

/** The server takes four frames a second; a new one leaves only after the last was answered. */
const restMs = 300;
const largestSidePx = 640;
/** An answer that is older says nothing of the face that is there now. */
const freshMs = 5000;

/** What the live picture looks like to the model, a few times a second; nothing is sent while the page is hidden.
 *
 * `frame` is null where there is no answer of the last seconds; after signing out nothing more is sent.
 */
export function useFrames(video: HTMLVideoElement | null, isOn: boolean, attested: Attested): { frame: Frame | null; error: Error | null } {
  const [frame, setFrame] = useState<Frame | null>(null);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    if (!isOn || !video) return;
    const ended = new AbortController();
    const look = async (): Promise<void> => {
      const jpeg = document.hidden ? null : await grabJpeg(video, largestSidePx);
      if (!jpeg) return;
      const seen = await readFrame(jpeg, attested, ended.signal);
      if (ended.signal.aborted) return;
      setFrame(seen);
      setError(null);
    };
    const run = async (): Promise<void> => {
      while (!ended.signal.aborted) {
        // One frame too many is nothing to tell; whatever else is wrong stays in sight until a frame gets through.
        await look().catch((problem: unknown) => {
          const isSmall = problem instanceof ApiError && problem.status === 429;
          if (ended.signal.aborted || isSmall) return;
          setError(problem instanceof Error ? problem : new Error(String(problem)));
          setFrame(null);
          if (isSignedOut(problem)) ended.abort();
        });
        await new Promise((resolve) => setTimeout(resolve, restMs));
      }
    };
    void run();
    return () => {
      ended.abort();
      setFrame(null);
      setError(null);
    };
  }, [video, isOn, attested]);
  useEffect(() => {
    const timer = frame && setTimeout(() => setFrame(null), freshMs);
    return () => clearTimeout(timer ?? undefined);
  }, [frame]);
  return { frame, error };
}
