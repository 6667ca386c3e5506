import type { ReactNode } from "react";

/** Two faces turned to each other: the sign of the house. */
export function Mark({ className }: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" fill="currentColor">
      <path d="M3 6h1.5a10 10 0 0 1 0 20H3z" />
      <path d="M29 6h-1.5a10 10 0 0 0 0 20H29z" />
    </svg>
  );
}
