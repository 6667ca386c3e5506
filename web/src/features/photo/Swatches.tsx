import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

import type { Dye } from "./api";

interface Props {
  label: string;
  dyes: readonly Dye[];
  value: string | null | undefined;
  onChange: (id: string) => void;
}

/** One of several colours; its name is shown beside the heading. Without a choice the first one counts. */
export function Swatches({ label, dyes, value, onChange }: Props): ReactNode {
  const chosen = dyes.find((dye) => dye.id === value) ?? dyes[0];
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">{label}</span>
        <span className="text-sm text-muted">{chosen?.title}</span>
      </div>
      <RadioGroup.Root aria-label={label} value={chosen?.id ?? null} onValueChange={onChange} className="flex flex-wrap gap-2">
        {dyes.map((dye) => (
          <RadioGroup.Item
            key={dye.id}
            value={dye.id}
            aria-label={dye.title}
            title={dye.title}
            data-testid={`swatch-${dye.id}`}
            style={{ backgroundColor: dye.colour }}
            className={classes(
              "size-11 rounded-full border border-line-strong transition-shadow hover:shadow-lift",
              "data-[state=checked]:shadow-[0_0_0_3px_var(--paper),0_0_0_6px_var(--accent)]",
            )}
          />
        ))}
      </RadioGroup.Root>
    </div>
  );
}
