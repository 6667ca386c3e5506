import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

import { RemarkRow } from "./RemarkRow";
import type { Evaluation, Part } from "./api";
import { changeSince, type Placed } from "./marks";
import { useWords } from "./words";

interface Props {
  evaluation: Evaluation;
  before: Evaluation | null;
  placed: Map<string, Placed[]>;
  active: string | null;
  onPick: (id: string) => void;
}

/** The parts in the order of the engine: points, definition, remarks. */
export function PartList({ evaluation, before, placed, active, onPick }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  return (
    <section aria-label={t("parts")} className="flex flex-col divide-y divide-line">
      {evaluation.parts.map((part) => (
        <OnePart
          key={part.key}
          part={part}
          change={changeSince(part.points, before?.parts.find((one) => one.key === part.key)?.points)}
          placed={placed.get(part.key) ?? []}
          active={active}
          onPick={onPick}
        />
      ))}
    </section>
  );
}

interface OneProps extends Pick<Props, "active" | "onPick"> {
  part: Part;
  change: number | null;
  placed: Placed[];
}

/** What is to be mended leads; what is good comes last. */
const order = { mend: 0, note: 1, good: 2 } as const;

function OnePart({ part, change, placed, active, onPick }: OneProps): ReactNode {
  const { t } = useTranslation("evaluation");
  const words = useWords();
  const sorted = placed.toSorted((one, other) => order[one.remark.verdict] - order[other.remark.verdict]);
  return (
    <section className="flex flex-col gap-3 py-6 first:pt-0" data-testid={`part-${part.key}`}>
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="text-lg font-bold">{words(part.title)}</h2>
        <p className="shrink-0 tabular-nums">
          {change !== null && change !== 0 && <span className={classes("mr-2 text-sm", change > 0 ? "text-good" : "text-warn")}>{change > 0 ? `+${change}` : change}</span>}
          {part.points === null ? <span className="text-muted">{t("notMeasured")}</span> : <strong>{part.points}</strong>}
          {part.points !== null && <span className="text-muted"> / {part.most}</span>}
        </p>
      </div>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <div className="h-full rounded-full bg-accent" style={{ width: `${(100 * (part.points ?? 0)) / part.most}%` }} />
      </div>
      <p className="text-sm text-muted">{words(part.definition)}</p>
      {sorted.length > 0 && (
        <ul className="flex flex-col gap-2">
          {sorted.map(({ id, remark }) => (
            <RemarkRow key={id} id={id} remark={remark} isActive={id === active} onPick={() => onPick(id)} />
          ))}
        </ul>
      )}
    </section>
  );
}
