import { useEffect } from "react";

/** Names the window after the page; the plain name comes back when the page goes. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    document.title = `${title} · Visavis`;
    return () => {
      document.title = "Visavis";
    };
  }, [title]);
}
