import type { ReactNode } from "react";

import { Badge, Checkbox } from "@/components";

import type { PreparedQuestion } from "./api";

export interface Pickable {
  question: PreparedQuestion;
  /** What kind of question it is, in words. */
  kind?: string;
  /** Why it is worth asking. */
  reason?: string;
}

interface Props {
  label: string;
  items: readonly Pickable[];
  chosen: readonly PreparedQuestion[];
  onToggle: (question: PreparedQuestion, on: boolean) => void;
}

/** Questions to tick, each with its reason. */
export function PickList({ label, items, chosen, onToggle }: Props): ReactNode {
  const texts = new Set(chosen.map((one) => one.text));
  return (
    <ul aria-label={label} className="flex flex-col divide-y divide-line rounded-2xl border border-line bg-surface px-4" data-testid="pick-list">
      {items.map(({ question, kind, reason }) => (
        <li key={question.text} className="flex flex-col gap-1 py-2.5">
          <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
            <div className="min-w-0 grow basis-80">
              <Checkbox label={question.text} checked={texts.has(question.text)} onChange={(on) => onToggle(question, on)} />
            </div>
            {kind && <Badge className="ml-9 mt-2.5 sm:ml-0">{kind}</Badge>}
          </div>
          {reason && <p className="ml-9 text-sm text-muted">{reason}</p>}
        </li>
      ))}
    </ul>
  );
}
