import type { ReactNode } from "react";

import { classes as join } from "@/lib/classes";

import type { About } from "./api";

interface BarsProps {
  about: About;
  shares: Record<string, number | null>;
  /** The class that was told; null where the model can't tell. */
  told: string | null;
}

/** A bar for each class, in the order of the model's own list, so that bars don't jump. */
export function Bars({ about, shares, told }: BarsProps): ReactNode {
  return (
    <dl className="flex flex-col gap-1.5">
      {about.classes.map(({ id, title }) => {
        const share = shares[id] ?? null;
        const percent = share === null ? null : Math.round(100 * share);
        return (
          <div key={id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 text-sm" data-testid={`bar-${id}`}>
            <dt className={join(id === told && "font-semibold")}>{title}</dt>
            <dd className="tabular-nums">{percent === null ? "–" : `${percent} %`}</dd>
            <dd className="col-span-2 h-2.5 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
              <span
                className={join("block h-full rounded-full transition-[width] duration-200", id === told ? "bg-accent" : "bg-line-strong")}
                style={{ width: `${percent ?? 0}%` }}
              />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
