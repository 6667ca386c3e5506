import { currentLanguage, type Language } from "@/lib/i18n";

/** The same words for units as the written report uses (src/visavis/interview/report/words.py). */
const units: Record<Language, Record<string, string>> = {
  ko: {
    "syllables/min": "음절/분",
    "words/min": "낱말/분",
    "per 100 words": "회/100어절",
    "per min": "회/분",
    "1/min": "회/분",
    words: "가지",
    semitones: "반음",
    "syllables/s": "음절/초",
    count: "회",
    deg: "°",
    "deg/s": "°/초",
    s: "초",
    min: "분",
    share: "",
    ratio: "",
    "face widths": "얼굴 너비",
  },
  en: { deg: "°", "deg/s": "°/s", "1/min": "per min", count: "times", share: "", ratio: "" },
};

export function unitWords(unit: string): string {
  return units[currentLanguage()][unit] ?? unit;
}

function digits(value: number): string {
  const places = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  // "negative" keeps the minus away from a rounded zero.
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: places, signDisplay: "negative" }).format(value);
}

/** A number and its unit apart, so that the unit can be set smaller. Shares become per cent. */
export function figureParts(value: number, unit: string): { number: string; unit: string } {
  if ((unit === "share" || unit === "ratio") && Math.abs(value) <= 1) return { number: digits(Math.round(value * 100)), unit: "%" };
  return { number: digits(value), unit: unitWords(unit) };
}

export function figure(value: number, unit: string): string {
  const parts = figureParts(value, unit);
  const space = parts.unit === "" || parts.unit === "°" ? "" : " ";
  return parts.number + space + parts.unit;
}

/** Minutes and seconds as players show them, 1:05; with tenths where the moment matters. */
export function clockTime(seconds: number, tenths = false): string {
  const safe = Math.max(0, tenths ? Math.floor(seconds * 10) / 10 : Math.floor(seconds));
  const minutes = Math.floor(safe / 60);
  const rest = safe - minutes * 60;
  return `${minutes}:${tenths ? rest.toFixed(1).padStart(4, "0") : String(Math.floor(rest)).padStart(2, "0")}`;
}

export function dateWords(iso: string, withTime = false): string {
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: "medium", ...(withTime ? { timeStyle: "short" as const } : {}) }).format(new Date(iso));
}

/** Bytes in the unit that reads best, up from KiB. */
export function sizeWords(bytes: number): string {
  const units = ["KiB", "MiB", "GiB"];
  const step = Math.min(units.length, Math.max(1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)));
  return `${digits(bytes / 1024 ** step)} ${units[step - 1] ?? ""}`;
}
