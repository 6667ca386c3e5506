import { UserRound } from "lucide-react";
import { type ReactNode } from "react";

/** Stands where a picture will be: seen by everybody, and read out where it has a label. Place it in a `relative` parent. */
export function Silhouette({ label }: { label?: string }): ReactNode {
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <span {...named} className="absolute inset-0 grid place-items-center text-line-strong">
      <UserRound aria-hidden="true" className="size-2/5" strokeWidth={1.25} />
    </span>
  );
}
