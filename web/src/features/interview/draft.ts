/** The plan of an interview survives a log-in on the way: kept in this tab, for the account that wrote it. */
import type { Draft } from "./plan";

const keptUnder = (owner: string) => `visavis.plan.${owner}`;

export function keepDraft(owner: string, draft: Draft): void {
  try {
    sessionStorage.setItem(keptUnder(owner), JSON.stringify(draft));
  } catch {
    // then it lives as long as the page
  }
}

/** Null when nothing was kept. */
export function keptDraft(owner: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(keptUnder(owner)) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

export function forgetDraft(owner: string): void {
  try {
    sessionStorage.removeItem(keptUnder(owner));
  } catch {
    // nothing was kept either
  }
}
