import { useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** True while the page is being printed. What paper needs is drawn only then; what is folded on purpose unfolds. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => {
      // The browser takes its picture as soon as this returns.
      flushSync(() => setPrinting(true));
      for (const folded of document.querySelectorAll<HTMLDetailsElement>("details[data-paper=open]")) folded.open = true;
    };
    const end = (): void => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}
