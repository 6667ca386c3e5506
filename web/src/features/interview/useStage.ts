import { useEffect, useState, type RefCallback } from "react";

import type { Question } from "./api";
import { ClipShelf } from "./clips";
import { Stage, type FrameCount } from "./stage";


export interface StageHandle {
  stage: Stage | null;
  first: RefCallback<HTMLVideoElement>;
  second: RefCallback<HTMLVideoElement>;
  clip: RefCallback<HTMLVideoElement>;
  frames: FrameCount;
}

const noFrames: FrameCount = { total: 0, dropped: 0 };

/** The three videos of the room as one stage. */
export function useStage(listeningUrl: string | null): StageHandle {
  const [first, setFirst] = useState<HTMLVideoElement | null>(null);
  const [second, setSecond] = useState<HTMLVideoElement | null>(null);
  const [clip, setClip] = useState<HTMLVideoElement | null>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const [frames, setFrames] = useState(noFrames);

  useEffect(() => {
    if (!first || !second || !clip || !listeningUrl) return;
    const mine = new Stage([first, second], clip, listeningUrl);
    void mine.listen().catch(() => undefined); // muted, so browsers allow it; if one does not, the portrait stays
    const timer = setInterval(() => setFrames(mine.frames()), 1000);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the stage exists only with its elements
    setStage(mine);
    return () => {
      clearInterval(timer);
      mine.close();
      setStage(null);
    };
  }, [first, second, clip, listeningUrl]);

  return { stage, first: setFirst, second: setSecond, clip: setClip, frames };
}

/** Fetches the question clips ahead, in order. */
export function useClips(questions: readonly Question[]): ClipShelf {
  const [shelf] = useState(() => new ClipShelf());
  useEffect(() => shelf.prepare(questions), [shelf, questions]);
  return shelf;
}
