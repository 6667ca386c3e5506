import { MessageCircle } from "lucide-react";
import type { ReactNode } from "react";

import { clockTime } from "@/lib/figures";

import type { ReplayClock } from "../clock";
import { xOf, type View } from "../timeline/view";

import { threadsOf, useRemarks } from "./remarks";

/** Where on the timeline somebody has written; pressing goes there. The list below says the same in words. */
export function CommentMarks({ answer, view, width, clock }: { answer: number; view: View; width: number; clock: ReplayClock }): ReactNode {
  const remarks = useRemarks();
  if (!remarks) return null;
  return threadsOf(remarks.comments, answer)
    .filter(({ first }) => first.at_s >= view.start && first.at_s <= view.end)
    .map(({ first }) => (
      <div key={first.id} className="absolute inset-y-0 w-0" style={{ left: xOf(first.at_s, view, width) }}>
        <div className="absolute inset-y-0 -left-px w-0 border-l-2 border-dotted border-(--family-content)" />
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          title={`${first.name} · ${clockTime(first.at_s)}`}
          onPointerDown={(press) => press.stopPropagation()}
          onClick={() => clock.seek(first.at_s)}
          className="pointer-events-auto absolute -left-3 -bottom-1 grid size-6 place-items-center rounded-full bg-(--family-content) text-surface"
        >
          <MessageCircle aria-hidden="true" className="size-3.5" />
        </button>
      </div>
    ));
}
