import { useEffect } from "react";

import { bePresent } from "./api";
import { isPaused, type PhaseName, type RoomState } from "./phase";

/** The server lets its other work go on half a minute after it last heard of us. */
const everyMs = 10_000;

const live: ReadonlySet<PhaseName> = new Set(["asking", "thinking", "answering", "saving", "following"]);

/** Tells the server while the machine is needed for playing and recording, so that it leaves the cores to us. */
export function usePresence(id: string, state: RoomState, isSignedOut: boolean): void {
  const isLive = live.has(state.phase) && !isPaused(state) && !isSignedOut;
  useEffect(() => {
    if (!isLive) return;
    const tell = (): void => void bePresent(id).catch(() => undefined); // without it, it only gets less smooth
    tell();
    const timer = setInterval(tell, everyMs);
    return () => clearInterval(timer);
  }, [id, isLive]);
}
