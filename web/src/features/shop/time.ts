import type { TFunction } from "i18next";

/** A stretch of time in words: seconds under a minute and a half, else minutes, else hours and minutes. */
export function lasting(t: TFunction<"shop">, seconds: number): string {
  if (seconds < 90) return t("time.seconds", { n: Math.max(1, Math.ceil(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t("time.minutes", { n: minutes });
  return t("time.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });
}
