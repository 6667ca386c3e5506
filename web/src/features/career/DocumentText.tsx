import { useEffect, useMemo, useRef, type ReactNode } from "react";

import { classes } from "@/lib/classes";

import type { ReadDocument } from "./api";
import { stretchesOf } from "./highlights";

interface Props {
  document: ReadDocument;
  picked: number | null;
}

/** The text with what was read marked in it; what is flagged stands out in another colour. */
export function DocumentText({ document, picked }: Props): ReactNode {
  const stretches = useMemo(() => stretchesOf(document), [document]);
  const mark = useRef<HTMLElement | null>(null);
  const box = useRef<HTMLDivElement | null>(null);
  useEffect(() => {
    const [frame, found] = [box.current, mark.current];
    if (picked === null || !frame || !found) return;
    // the page moves only where the text isn't in sight, as on a phone
    if (frame.getBoundingClientRect().top > window.innerHeight) frame.scrollIntoView({ block: "center" });
    const away = found.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTo({ top: frame.scrollTop + away - frame.clientHeight / 3, behavior: "smooth" });
  }, [picked]);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- so that it can be scrolled with the keyboard
    <div ref={box} tabIndex={0} className="max-h-[70dvh] overflow-y-auto whitespace-pre-wrap break-words rounded-2xl border border-line bg-surface p-5 leading-relaxed [tab-size:4]" data-testid="document-text">
      {stretches.map(({ text, field, flag }, index) => {
        if (flag !== null) return <mark key={index} className="rounded bg-warn-soft px-0.5 text-ink">{text}</mark>;
        if (field === null) return text;
        const isPicked = field === picked;
        return (
          <mark
            key={index}
            ref={isPicked ? mark : undefined}
            data-picked={isPicked || undefined}
            className={classes("rounded px-0.5", isPicked ? "bg-accent text-on-accent" : "bg-accent-soft text-ink")}
          >
            {text}
          </mark>
        );
      })}
    </div>
  );
}
