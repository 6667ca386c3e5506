import { Progress as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

interface ProgressProps {
  /** 0 to 1; null while nobody knows how long it takes. */
  value: number | null;
  label: string;
  className?: string;
}

export function Progress({ value, label, className }: ProgressProps): ReactNode {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <Radix.Root value={percent} aria-label={label} className={classes("h-2 overflow-hidden rounded-full bg-line", className)}>
      <Radix.Indicator
        className={classes("h-full rounded-full bg-accent transition-[width] duration-300", percent === null && "animate-pulse")}
        style={{ width: `${percent ?? 40}%` }}
      />
    </Radix.Root>
  );
}

/** Where one is in a short run of steps: device check, set-up, interview, report. */
export function Steps({ steps, current }: { steps: readonly string[]; current: number }): ReactNode {
  return (
    <ol className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? "step" : undefined}
          className={classes("flex items-center gap-2 font-semibold", index === current ? "text-accent" : "text-muted")}
        >
          <span className={classes("grid size-6 place-items-center rounded-full border border-current text-xs", index < current && "bg-accent-soft")}>
            {index + 1}
          </span>
          {step}
        </li>
      ))}
    </ol>
  );
}
