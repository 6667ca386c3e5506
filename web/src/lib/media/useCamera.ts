import { useEffect, useState } from "react";

import { rememberedChoice } from "./choice";
import { explainFailure, failureBeforeAsking, lookAround, type MediaFailure } from "./failure";
import { closeStream, whenStopped } from "./stream";

export interface OpenCamera {
  stream: MediaStream | null;
  failure: MediaFailure | null;
  retry: () => void;
}

/** As large as the camera can: this is one still picture, nothing is recorded. */
const size = { width: { ideal: 2560 }, height: { ideal: 1440 } } as const;

/** Towards whoever holds the machine, or away from them. */
export type Facing = "user" | "environment";

async function open(facing: Facing): Promise<MediaStream> {
  const { cameraId } = rememberedChoice();
  const device = cameraId && facing === "user" ? { deviceId: { ideal: cameraId } } : { facingMode: facing };
  return navigator.mediaDevices.getUserMedia({ video: { ...size, ...device }, audio: false });
}

/** The camera alone, without the microphone, for as long as the component is there. */
export function useCamera(facing: Facing = "user"): OpenCamera {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [failure, setFailure] = useState<MediaFailure | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isGone = false;
    let mine: MediaStream | null = null;
    const stop = (): void => {
      if (isGone) return;
      closeStream(mine);
      setStream(null);
      setFailure("device_gone");
    };
    const start = async (): Promise<void> => {
      const before = failureBeforeAsking(lookAround());
      if (before) return setFailure(before);
      try {
        mine = await open(facing);
        if (isGone) return closeStream(mine);
        whenStopped(mine, stop);
        setStream(mine);
      } catch (error) {
        // Only a camera was asked for, so only a camera can be missing.
        if (!isGone) setFailure(explainFailure(error, [{ kind: "audioinput" }]));
      }
    };
    void start();
    return () => {
      isGone = true;
      closeStream(mine);
      setStream(null);
      setFailure(null);
    };
  }, [tries, facing]);
  return { stream, failure, retry: () => setTries((count) => count + 1) };
}
