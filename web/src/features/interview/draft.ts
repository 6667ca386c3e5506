/** The plan of an interview survives a log-in on the way: kept in this tab, for the account that wrote it. */
import { longestQuestion, mostOwnQuestions, type Draft } from "./plan";

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

/** A plan that asks just these questions: what another page sends along. The rest stays as it was left. */
export function asking(draft: Draft, questions: readonly string[]): Draft {
  const own = [...new Set(questions.map((text) => text.trim()))].filter((text) => text !== "" && text.length <= longestQuestion);
  return own.length === 0 ? draft : { ...draft, track_id: null, own_questions: own.slice(0, mostOwnQuestions) };
}

/** The questions that the address (`?question=`) or the page before names. */
export function askedFor(search: URLSearchParams, state: unknown): string[] {
  const sent = typeof state === "object" && state !== null && "questions" in state && Array.isArray(state.questions) ? state.questions : [];
  return [...search.getAll("question"), ...sent.filter((one) => typeof one === "string")];
}
