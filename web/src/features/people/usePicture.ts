import { useEffect, useState } from "react";

/** How long after each failure a picture is asked for again by itself: the server may only be busy. */
export const restsMs: readonly number[] = [1500, 6000];

export interface Coming {
  state: "coming" | "there" | "broken";
  /** Changes when the picture is to be asked for again. */
  attempt: number;
  onLoad: () => void;
  onError: () => void;
  retry: () => void;
}

/** A picture on its way. It is broken only when asking again by itself didn't help. */
export function usePicture(): Coming {
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<"there" | "failed" | null>(null);
  const again = (): void => {
    setOutcome(null);
    setAttempt((before) => before + 1);
  };
  const restMs = outcome === "failed" ? restsMs[attempt] : undefined;
  useEffect(() => {
    if (restMs === undefined) return;
    const timer = setTimeout(again, restMs);
    return () => clearTimeout(timer);
  }, [restMs, attempt]);
  const isBroken = outcome === "failed" && restMs === undefined;
  return {
    state: outcome === "there" ? "there" : isBroken ? "broken" : "coming",
    attempt,
    onLoad: () => setOutcome("there"),
    onError: () => setOutcome("failed"),
    retry: again,
  };
}
