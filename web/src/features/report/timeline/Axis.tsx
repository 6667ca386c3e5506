import type { ReactNode } from "react";

import { clockTime } from "@/lib/figures";

import { ticks, xOf, type View } from "./view";

export function Axis({ view, width }: { view: View; width: number }): ReactNode {
  const marks = ticks(view, width);
  const fine = marks.some((mark) => mark % 1 !== 0);
  return (
    <div aria-hidden="true" className="relative ml-(--labels) h-7 text-xs tabular-nums text-muted">
      {marks.map((mark) => {
        const x = xOf(mark, view, width);
        // A label that would stick out on the right stands left of its tick.
        const share = `${(x / width) * 100}%`;
        const side = x > width - 36 ? { right: `calc(100% - ${share} + 4px)` } : { left: `calc(${share} + 4px)` };
        return (
          <span key={mark}>
            <span className="absolute bottom-0 top-1 border-l border-line" style={{ left: share }} />
            <span className="absolute top-0.5" style={side}>
              {clockTime(mark, fine)}
            </span>
          </span>
        );
      })}
    </div>
  );
}
