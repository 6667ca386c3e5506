import { useEffect, useState } from "react";

import { ApiError } from "@/client/call";

import { drawFace, type Drawn, type Sheet, type Wishes } from "./api";
import { Follower } from "./follower";
import type { Ink } from "./ink";

/** The engine takes the drawing at this size. */
export const sheetPx = 512;
const restMs = 90;

interface Made {
  drawn: Drawn;
  /** What it was made of: the same face is downloaded, or becomes a person, whatever was drawn since. */
  sheet: Sheet;
  /** From sending the drawing until its face was there, in milliseconds. */
  tookMs: number;
}

export interface Face {
  made: Made | null;
  /** How many faces have come since the page was opened. */
  count: number;
  isBehind: boolean;
  error: Error | null;
  /** The drawing has changed: its face is drawn again, the newest state once and older ones never. */
  follow: (ink: Ink, wishes: Wishes) => void;
  /** Nothing is on the sheet any more. */
  forget: () => void;
}

const nothing = { made: null, count: 0, error: null } as const;
/** What the next request will put right by itself. */
const passing = new Set(["superseded", "too_fast"]);
/** Too little is left on the sheet for a face, so an earlier one isn't shown on. */
const faceless = new Set(["empty_canvas", "too_little_ink"]);

/** The face of what is on the sheet. */
export function useFace(): Face {
  const [state, setState] = useState<{ made: Made | null; count: number; error: Error | null }>(nothing);
  const [isBehind, setBehind] = useState(false);
  const [subject] = useState(() => crypto.getRandomValues(new Uint32Array(2)).join("-"));
  const [follower] = useState(
    () =>
      new Follower<Made>(
        {
          onDone: (made) => setState((before) => ({ made, count: before.count + 1, error: null })),
          onFailed: (error) => {
            if (error instanceof ApiError && passing.has(error.code)) return;
            const none = error instanceof ApiError && faceless.has(error.code);
            setState((before) => ({ ...before, made: none ? null : before.made, error: error instanceof Error ? error : new Error(String(error)) }));
          },
          onIdle: () => setBehind(false),
        },
        restMs,
      ),
  );
  useEffect(() => () => follower.stop(), [follower]);
  return {
    ...state,
    isBehind,
    follow: (ink, wishes) => {
      setBehind(true);
      follower.poke(() => make(ink, wishes, subject));
    },
    forget: () => {
      follower.stop();
      setBehind(false);
      setState((before) => ({ ...before, made: null, error: null }));
    },
  };
}

async function make(ink: Ink, wishes: Wishes, subject: string): Promise<Made> {
  const startedAt = performance.now();
  const sheet = { sketch: await ink.picture(sheetPx, "white"), wishes };
  const drawn = await drawFace(sheet, subject);
  return { drawn, sheet, tookMs: performance.now() - startedAt };
}
