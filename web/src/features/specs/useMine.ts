import { useState } from "react";

import type { SpecName } from "./api";
import { typedValue, type Mine } from "./place";

const keptUnder = "visavis.specs.mine";
export type Typed = Partial<Record<SpecName, string>>;

function kept(): Typed {
  try {
    return JSON.parse(localStorage.getItem(keptUnder) ?? "{}") as Typed;
  } catch {
    return {};
  }
}

/** One's own specs: typed, kept in this browser only, and sent nowhere. */
export function useMine(): { typed: Typed; mine: Mine; change: (part: Typed) => void; clear: () => void } {
  const [typed, setTyped] = useState(kept);
  const keep = (next: Typed): void => {
    setTyped(next);
    try {
      localStorage.setItem(keptUnder, JSON.stringify(next));
    } catch {
      // then it lives as long as the page
    }
  };
  const mine: Mine = {};
  for (const [spec, text] of Object.entries(typed) as [SpecName, string][]) {
    const value = typedValue(spec, text);
    if (value !== null) mine[spec] = value;
  }
  return { typed, mine, change: (part) => keep({ ...typed, ...part }), clear: () => keep({}) };
}
