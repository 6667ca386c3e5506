/** What is known about one take of an answer, kept on this device until the server holds all of it. */

export type PieceNumber = number;

export interface TakeFacts {
  /** Seconds from the candidate's turn (end of the question, or of the thinking time) to the start of this recording;
   *  null when this take continues another. */
  responseDelayS: number | null;
  /** Moments worth showing on the timeline, in seconds from the start of the take. */
  marks: TakeMark[];
}

export interface TakeMark {
  kind: "device_lost" | "paused" | "resumed" | "page_hidden" | "page_shown";
  atS: number;
}

export interface LocalTake {
  /** Made here, before the server has heard of the take: an answer can begin while the network is down. */
  key: string;
  /** The server's name for it, once it has one. */
  takeId: string | null;
  interviewId: string;
  questionIndex: number;
  /** Which question it is, wherever a follow-up has moved it since; missing in takes of earlier versions. */
  questionId?: string | null;
  /** The account that recorded it: another person signing in on this browser must not lose or send it. */
  owner: string;
  mime: string;
  video: boolean;
  /** Key of the take that this one resumes after a reload. */
  continues: string | null;
  startedAt: string;
  state: "recording" | "finished";
  /** Pieces written so far. Counted in the same transaction as each piece, so a crash cannot make it lie. */
  pieces: number;
  facts: TakeFacts;
  /** Why sending gave up for good, in the server's words; null while there is hope. */
  problem: string | null;
}

export interface Piece {
  key: string;
  number: PieceNumber;
  bytes: ArrayBuffer;
}

export const noFacts: TakeFacts = { responseDelayS: null, marks: [] };
