import type { Goal } from "./goals";

/** How far a goal is, 0 to 1; null before anything was measured. */
export function doneShare(goal: Pick<Goal, "reached" | "value" | "side" | "target">): number | null {
  if (goal.reached) return 1;
  if (goal.value === null) return null;
  const share = goal.side === "at_least" ? goal.value / goal.target : goal.target / goal.value;
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/** Whole days from today to a day ("2026-03-01"); below zero when it has passed. */
export function daysUntil(day: string, today: Date): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return Math.round((Date.UTC(year, month - 1, date) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000);
}

/** A day as a date field and the server take it. */
export function dayIn(days: number, today: Date): string {
  const then = new Date(today.getFullYear(), today.getMonth(), today.getDate() + days);
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}
