import { useEffect, useState } from "react";

/** A double click takes up to half a second. */
const settleMs = 500;

/** False at first and for a moment after each change: a second click must not hit the button that came in the place. */
export function useSettled(place: string): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(place), settleMs);
    return () => clearTimeout(timer);
  }, [place]);
  return settled === place;
}
