/** Question clips, fetched whole before they are needed, so that no network can make the interviewer stutter. */
import type { Question } from "./api";

export class ClipShelf {
  private readonly urls = new Map<string, Promise<string>>();

  /** Starts fetching every clip that is ready, in the order of the questions. Safe to call as more become ready. */
  prepare(questions: readonly Question[]): void {
    for (const question of questions) {
      if (question.clip.url !== null) void this.take(question.clip.url);
    }
  }

  /** An address that plays at once; the server's own when fetching it whole failed. */
  take(url: string): Promise<string> {
    const before = this.urls.get(url);
    if (before) return before;
    const fetched = fetchWhole(url).catch(() => url);
    this.urls.set(url, fetched);
    return fetched;
  }

  close(): void {
    for (const fetched of this.urls.values()) {
      void fetched.then((url) => url.startsWith("blob:") && URL.revokeObjectURL(url));
    }
    this.urls.clear();
  }
}

async function fetchWhole(url: string): Promise<string> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(answer.statusText);
  return URL.createObjectURL(await answer.blob());
}
