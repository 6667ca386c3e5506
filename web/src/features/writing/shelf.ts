import type { Written } from "./api";
import type { Shelf } from "./saver";

const keptUnder = (id: string) => `visavis.letter.${id}`;

interface Kept {
  content: Written;
  revision: number;
}

/** What was written in this browser and not yet acknowledged; null when there is nothing. */
export function unsaved(id: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(keptUnder(id)) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

export function shelfOf(id: string): Shelf<Written> {
  return {
    put: (content, revision) => {
      try {
        localStorage.setItem(keptUnder(id), JSON.stringify({ content, revision }));
      } catch {
        // then it lives as long as the page
      }
    },
    clear: () => {
      try {
        localStorage.removeItem(keptUnder(id));
      } catch {
        // nothing was kept either
      }
    },
  };
}
