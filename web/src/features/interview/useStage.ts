import { useCallback, useEffect, useState, type RefCallback } from "react";

import type { Question, Seat } from "./api";
import { ClipShelf } from "./clips";
import { Stage, type Aside, type FrameCount } from "./stage";
import { Table } from "./table";

export interface StageHandle {
  stage: Stage | null;
  first: RefCallback<HTMLVideoElement>;
  second: RefCallback<HTMLVideoElement>;
  clip: RefCallback<HTMLVideoElement>;
}

export interface TableHandle {
  table: Table;
  /** Numbers of the seats that can be seen to speak. */
  ready: ReadonlySet<number>;
  sit: (number: number, stage: Stage | null) => void;
  frames: FrameCount;
  directions: string;
}

const noFrames: FrameCount = { total: 0, dropped: 0 };

/** The three videos of a seat as one stage. */
export function useStage(seat: Seat, clips: ClipShelf): StageHandle {
  const [first, setFirst] = useState<HTMLVideoElement | null>(null);
  const [second, setSecond] = useState<HTMLVideoElement | null>(null);
  const [clip, setClip] = useState<HTMLVideoElement | null>(null);
  const [stage, setStage] = useState<Stage | null>(null);
  const listeningUrl = seat.listening_url;

  useEffect(() => {
    if (!first || !second || !clip || !listeningUrl) return;
    const mine = new Stage([first, second], clip, listeningUrl);
    void mine.listen().catch(() => undefined); // muted, so browsers allow it; if one does not, the portrait stays
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the stage exists only with its elements
    setStage(mine);
    return () => {
      mine.close();
      setStage(null);
    };
  }, [first, second, clip, listeningUrl]);

  useLooks(stage, "left", seat.left_url, clips);
  useLooks(stage, "right", seat.right_url, clips);
  return { stage, first: setFirst, second: setSecond, clip: setClip };
}

/** A look to the side comes whole before it is used: a turn of the head mustn't wait for the network. */
function useLooks(stage: Stage | null, side: Aside, url: string | null, clips: ClipShelf): void {
  useEffect(() => {
    if (stage && url) void clips.take(url).then((whole) => stage.offer(side, whole));
  }, [stage, side, url, clips]);
}

/** Everybody at the table; each seat's own component sits down with `sit`. */
export function useTable(): TableHandle {
  const [table] = useState(() => new Table());
  const [ready, setReady] = useState<ReadonlySet<number>>(new Set<number>());
  const [frames, setFrames] = useState(noFrames);
  const [directions, setDirections] = useState("");
  const sit = useCallback(
    (number: number, stage: Stage | null): void => {
      table.seat(number, stage);
      setReady((before) => new Set([...before].filter((one) => one !== number).concat(stage ? [number] : [])));
    },
    [table],
  );
  useEffect(() => {
    const look = (): void => {
      setFrames(table.frames());
      setDirections(table.directions().join(" "));
    };
    const timer = setInterval(look, 1000);
    return () => clearInterval(timer);
  }, [table]);
  return { table, ready, sit, frames, directions };
}

/** Fetches the question clips ahead, in order. */
export function useClips(questions: readonly Question[]): ClipShelf {
  const [shelf] = useState(() => new ClipShelf());
  useEffect(() => shelf.prepare(questions), [shelf, questions]);
  return shelf;
}
