import type { ReactNode } from "react";

export function Spinner(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" className="size-[1.15em] animate-spin" aria-hidden="true">
      <circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" strokeWidth="3" opacity="0.25" />
      <path d="M21 12a9 9 0 0 0-9-9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}
