import { useEffect, useMemo, useRef, useState } from "react";

import { CueChooser } from "@/lib/coach/cues";
import { HabitWatch, type Habit } from "@/lib/coach/habits";
import { Observer } from "@/lib/coach/observer";

import { keepCoaching, type Interview } from "./api";
import { isPaused, type RoomState } from "./phase";

const keptUnder = "visavis.coach";

/** Off until somebody turns it on; then it stays so on this device. */
export function rememberedCoach(): boolean {
  try {
    return localStorage.getItem(keptUnder) === "on";
  } catch {
    return false;
  }
}

export function rememberCoach(isOn: boolean): void {
  try {
    localStorage.setItem(keptUnder, isOn ? "on" : "off");
  } catch {
    // storage may be closed to us: then it is off again next time
  }
}

export interface CoachHandle {
  /** What to try now, at most one thing. */
  cue: Habit | null;
  /** Share of one core that watching takes; null until it was measured. */
  share: number | null;
  /** "unable": this browser can't run it. */
  state: "off" | "loading" | "on" | "unable";
}

class Watching {
  readonly habits: HabitWatch;
  readonly cues = new CueChooser();

  constructor(readonly index: number, readonly continues: boolean, withoutGaze: boolean) {
    this.habits = new HabitWatch(withoutGaze ? ["touching", "swaying"] : undefined);
  }
}

/** Watches the candidate while they answer, in this browser alone; what was counted is kept with the answer. */
export function useCoach(interview: Interview, state: RoomState, stream: MediaStream | null, isOn: boolean): CoachHandle {
  const [cue, setCue] = useState<Habit | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [isUnable, setUnable] = useState(false);
  const watching = useRef<Watching | null>(null);
  const observer = useRef<Observer | null>(null);
  const hasPicture = (stream?.getVideoTracks().length ?? 0) > 0;
  const runs = isOn && hasPicture && !isUnable;
  const isAnswering = state.phase === "answering" && !isPaused(state);
  const withoutGaze = interview.accommodations.no_gaze;

  useEffect(() => {
    if (!runs || !stream) return;
    const made = new Observer(stream, {
      onShare: setShare,
      onFailed: () => setUnable(true),
      onSeen: (seen) => {
        const now = watching.current;
        if (now) setCue(now.cues.choose(now.habits.see(seen), seen.atMs));
      },
    });
    observer.current = made;
    return () => {
      observer.current = null;
      made.close();
      setShare(null);
    };
  }, [runs, stream]);

  // in the lobby a few pictures tell what it costs; after that it looks only while somebody answers
  useEffect(() => {
    observer.current?.look(isAnswering || state.phase === "lobby");
  }, [isAnswering, state.phase, runs, stream]);

  useEffect(() => {
    if (!runs || state.phase !== "answering") return;
    const now = (watching.current ??= new Watching(state.index, state.continues !== null, withoutGaze));
    return () => {
      watching.current = null;
      setCue(null);
      const { counts } = now.habits;
      if (counts.watchedS > 0) void keepCoaching(interview.id, now.index, counts, now.cues.total, now.continues).catch(() => undefined);
    };
  }, [runs, state.phase, state.index, state.continues, interview.id, withoutGaze]);

  return useMemo(
    () => ({ cue, share, state: !isOn || !hasPicture ? "off" : isUnable ? "unable" : share === null ? "loading" : "on" }),
    [cue, share, isOn, hasPicture, isUnable],
  );
}
