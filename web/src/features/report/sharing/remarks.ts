import { createContext, useContext } from "react";

import type { Comment } from "./api";

/** The comments on a report, and what whoever reads it may do with them. Absent where there are none, as in the demo. */
export interface Remarks {
  comments: readonly Comment[];
  /** Only for a coach: writes at a moment of an answer. */
  write?: (answer: number, atS: number, text: string) => Promise<unknown>;
  /** The coach's name as it was typed, beside what is written. */
  author?: { name: string; rename: (name: string) => void };
  /** Only for the owner. */
  reply?: (comment: Comment, text: string) => Promise<unknown>;
  remove?: (comment: Comment) => Promise<unknown>;
}

export const RemarksContext = createContext<Remarks | null>(null);

export function useRemarks(): Remarks | null {
  return useContext(RemarksContext);
}

export interface Thread {
  first: Comment;
  replies: Comment[];
}

/** The comments on one answer in order of its time, each with what was answered to it. */
export function threadsOf(comments: readonly Comment[], answer: number): Thread[] {
  return comments
    .filter((comment) => comment.answer_index === answer && comment.replies_to === null)
    .toSorted((one, other) => one.at_s - other.at_s)
    .map((first) => ({ first, replies: comments.filter((comment) => comment.replies_to === first.id) }));
}
