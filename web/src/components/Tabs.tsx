import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

import { classes } from "@/lib/classes";

export interface Tab {
  value: string;
  label: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: readonly Tab[];
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
  className?: string;
}

/** Tabs that scroll sideways when they don't fit. Wrap each pane in `TabPane`. */
export function Tabs({ label, tabs, value, onChange, children, className }: TabsProps): ReactNode {
  return (
    <Radix.Root value={value} onValueChange={onChange} className={className}>
      <Radix.List aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="min-h-11 shrink-0 whitespace-nowrap rounded-t-lg border-b-[3px] border-transparent px-4 font-semibold max-sm:px-3 text-muted -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:text-ink"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

export function TabPane({ value, children, className }: { value: string; children: ReactNode; className?: string }): ReactNode {
  return (
    <Radix.Content value={value} className={classes("pt-6", className)}>
      {children}
    </Radix.Content>
  );
}
