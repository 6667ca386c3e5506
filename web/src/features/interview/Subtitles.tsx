import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

import type { Question, Word } from "./api";

/** About two lines on a phone. */
const wordsAtOnce = 9;

/** A longer question is written smaller, and scrolls where a small screen still has no room for it. */
const longText = 100;

interface Props {
  question: Question;
  /** Seconds into the clip; null once the question was asked: then the whole of it is shown. */
  spoken: number | null;
}

/** The question as it is spoken, a few words at a time; after that in full, to look at while thinking. */
export function Subtitles({ question, spoken }: Props): ReactNode {
  const { words } = question.clip;
  const line = spoken === null || words.length === 0 ? null : lineAt(words, spoken);
  return (
    <p
      data-testid="subtitles"
      className={classes(
        "mx-auto max-h-[20dvh] w-fit max-w-3xl overflow-y-auto text-balance rounded-2xl bg-black/55 px-4 py-2 text-center font-semibold leading-snug text-white backdrop-blur-sm sm:px-6 sm:py-3",
        !line && question.text.length > longText ? "text-base sm:text-lg" : "text-lg sm:text-2xl",
      )}
    >
      {line
        ? line.map((word, number) => (
            <span key={number} className={classes(word.start_s > (spoken ?? 0) && "opacity-55")}>
              {word.text}{" "}
            </span>
          ))
        : question.text}
    </p>
  );
}

function lineAt(words: readonly Word[], spoken: number): Word[] {
  const begun = words.filter((word) => word.start_s <= spoken).length;
  const first = Math.floor(Math.max(0, begun - 1) / wordsAtOnce) * wordsAtOnce;
  return words.slice(first, first + wordsAtOnce);
}
