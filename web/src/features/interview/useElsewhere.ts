import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import { readInterview, type Interview } from "./api";
import type { RoomState } from "./phase";

export interface Elsewhere {
  /** Another window of this browser is in the room, while this one still stands before it. */
  isOpen: boolean;
  /** Why this window may not go on; null while it may. */
  stopped: Stopped | null;
  /** This window goes into the room; any other one stops. */
  enter: () => void;
  /** This window stops, because the interview has gone on somewhere else. */
  stop: (unsaved?: string) => void;
  /** Any other window stops, and this one may start from where that one was. */
  takeOver: () => void;
}

export interface Stopped {
  /** What was written here and could not be kept. */
  unsaved: string;
}

type Message = "hello" | "here" | "taken" | "left";

/** Windows of one browser tell each other which of them is in the room: two clocks over one answer would overwrite it. */
export function useElsewhere(id: string): Elsewhere {
  const [isOpen, setOpen] = useState(false);
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const isInside = useRef(false);
  const channel = useRef<BroadcastChannel | null>(null);

  useEffect(() => {
    const opened = new BroadcastChannel(`visavis.room.${id}`);
    channel.current = opened;
    const tell = (message: Message): void => opened.postMessage(message);
    opened.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === "hello" && isInside.current) tell("here");
      if (data === "left") setOpen(false);
      if (data === "here" || (data === "taken" && !isInside.current)) setOpen(true);
      if (data === "taken" && isInside.current) {
        isInside.current = false;
        setStopped({ unsaved: "" });
      }
    };
    const leave = (): void => {
      if (isInside.current) tell("left");
      isInside.current = false;
    };
    tell("hello");
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
      opened.close();
    };
  }, [id]);

  const tell = useCallback((message: Message) => channel.current?.postMessage(message), []);
  const enter = useCallback(() => {
    isInside.current = true;
    setOpen(false);
    tell("taken");
  }, [tell]);
  const stop = useCallback((unsaved = "") => {
    isInside.current = false;
    setStopped({ unsaved });
  }, []);
  const takeOver = useCallback(() => {
    isInside.current = false;
    setOpen(false);
    setStopped(null);
    tell("taken");
  }, [tell]);
  return useMemo(() => ({ isOpen, stopped, enter, stop, takeOver }), [isOpen, stopped, enter, stop, takeOver]);
}

const looks: ReadonlySet<string> = new Set(["asking", "answering", "answered"]);

/** Another device isn't heard here: the server knows whether it has gone on, and is asked at every turn. */
export function useWentOn(interview: Interview, state: RoomState, stop: () => void): void {
  const latest = useRef(interview);
  useEffect(() => {
    latest.current = interview;
  });
  useEffect(() => {
    if (!looks.has(state.phase)) return;
    let isGone = false;
    void readInterview(interview.id).then(
      (fresh) => {
        if (!isGone && hasGoneOn(fresh, latest.current, state.index)) stop();
      },
      () => undefined, // a cut network: the interview goes on, and what is written later is refused if need be
    );
    return () => {
      isGone = true;
    };
  }, [interview.id, state.phase, state.index, stop]);
}

type Known = Pick<Interview, "state" | "position" | "questions">;

/** Whether the interview is further than the question that this window is at, or that number is another question's by now. */
export function hasGoneOn(fresh: Known, known: Known, index: number): boolean {
  const isOver = fresh.state === "reviewing" || fresh.state === "reviewed" || fresh.state === "review_failed";
  return isOver || fresh.position > index || fresh.questions[index]?.id !== known.questions[index]?.id;
}
