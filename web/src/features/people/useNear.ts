import { useCallback, useState, type RefCallback } from "react";

/** How long something has to stay in sight: what flies past isn't asked for. */
export const restMs = 120;

/** Whether an element is in the window or at most half a window below it, and not only scrolled past. */
export function useNear(): { ref: RefCallback<Element>; isNear: boolean } {
  const [isNear, setNear] = useState(false);
  const ref = useCallback((element: Element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (entries: IntersectionObserverEntry[]): void => {
      clearTimeout(timer);
      if (entries.at(-1)?.isIntersecting) timer = setTimeout(() => setNear(true), restMs);
      else setNear(false);
    };
    const watcher = new IntersectionObserver(tell, { rootMargin: "0px 0px 50% 0px" });
    watcher.observe(element);
    return () => {
      clearTimeout(timer);
      watcher.disconnect();
    };
  }, []);
  return { ref, isNear };
}
