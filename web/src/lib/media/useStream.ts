import { useCallback, useEffect, useState } from "react";

import type { DeviceChoice } from "./choice";
import { explainFailure, failureBeforeAsking, lookAround, type MediaFailure } from "./failure";
import { closeStream, openStream } from "./stream";

export interface OpenStream {
  state: "off" | "asking" | "on" | "failed";
  stream: MediaStream | null;
  failure: MediaFailure | null;
  devices: MediaDeviceInfo[];
  retry: () => void;
}

type Opened = Pick<OpenStream, "state" | "stream" | "failure">;

const off: Opened = { state: "off", stream: null, failure: null };

async function seenDevices(): Promise<MediaDeviceInfo[]> {
  return navigator.mediaDevices.enumerateDevices().catch(() => []);
}

async function open(choice: DeviceChoice): Promise<Opened> {
  const before = failureBeforeAsking(lookAround());
  if (before) return { state: "failed", stream: null, failure: before };
  try {
    return { state: "on", stream: await openStream(choice), failure: null };
  } catch (error) {
    return { state: "failed", stream: null, failure: explainFailure(error, await seenDevices()) };
  }
}

/**
 * The live stream for a choice of devices; null asks for none. Closed when the choice changes or the page goes.
 *
 * A device that is unplugged turns the state to "failed"; plugging one in is noticed and `devices` follows.
 */
export function useStream(choice: DeviceChoice | null): OpenStream {
  const [opened, setOpened] = useState<Opened>(off);
  const [devices, setDevices] = useState<MediaDeviceInfo[]>([]);
  const [tries, setTries] = useState(0);
  const wanted = choice && choice.mode !== "typed" ? JSON.stringify(choice) : null;

  useEffect(() => {
    if (wanted === null) return;
    let gone = false;
    let mine: MediaStream | null = null;
    void open(JSON.parse(wanted) as DeviceChoice).then(async (next) => {
      mine = next.stream;
      if (gone) return closeStream(mine);
      for (const track of mine?.getTracks() ?? [])
        track.addEventListener("ended", () => !gone && setOpened({ state: "failed", stream: null, failure: "device_gone" }));
      setOpened(next);
      if (next.stream) setDevices(await seenDevices());
    });
    return () => {
      gone = true;
      closeStream(mine);
      setOpened(off);
    };
  }, [wanted, tries]);

  useEffect(() => {
    const found = navigator.mediaDevices as MediaDevices | undefined;
    const look = (): void => void seenDevices().then(setDevices);
    found?.addEventListener("devicechange", look);
    return () => found?.removeEventListener("devicechange", look);
  }, []);

  const retry = useCallback(() => setTries((count) => count + 1), []);
  const state = wanted === null ? "off" : opened.state === "off" ? "asking" : opened.state;
  return { ...opened, state, devices, retry };
}
