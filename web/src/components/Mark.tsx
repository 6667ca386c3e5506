import type { ReactNode } from "react";

/** Two faces turned to each other: the sign of the house. */
export function Mark({ className }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" fill="currentColor">
      <path d="M4 6h3a10 10 0 0 1 0 20H4z" />
      <path d="M28 6h-3a10 10 0 0 0 0 20h3z" />
    </svg>
  );
}
