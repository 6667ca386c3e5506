import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "ko" | "en";
export const languages: readonly Language[] = ["ko", "en"];

/** Every file lib/i18n/{ko,en}/<name>.json is the namespace <name>. */
const files = import.meta.glob<Record<string, unknown>>("./{ko,en}/*.json", { eager: true, import: "default" });
const keptUnder = "visavis.language";

function bundles(): Record<string, Record<string, Record<string, unknown>>> {
  const found: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [path, texts] of Object.entries(files)) {
    const [, language, name] = /^\.\/(ko|en)\/(.+)\.json$/.exec(path) ?? [];
    if (language && name) (found[language] ??= {})[name] = texts;
  }
  return found;
}

export function isLanguage(value: unknown): value is Language {
  return value === "ko" || value === "en";
}

/** The kept choice, else the first browser language that we speak, else Korean. */
export function preferredLanguage(): Language {
  try {
    const kept = localStorage.getItem(keptUnder);
    if (isLanguage(kept)) return kept;
  } catch {
    // storage may be closed to us
  }
  for (const tag of navigator.languages) {
    const short = tag.slice(0, 2).toLowerCase();
    if (isLanguage(short)) return short;
  }
  return "ko";
}

export function currentLanguage(): Language {
  return isLanguage(i18next.language) ? i18next.language : "ko";
}

export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(keptUnder, language);
  } catch {
    // the choice then lasts for this visit only
  }
  await i18next.changeLanguage(language);
}

i18next.on("languageChanged", (language) => {
  document.documentElement.lang = language;
});

await i18next.use(initReactI18next).init({
  resources: bundles(),
  lng: preferredLanguage(),
  fallbackLng: "ko",
  defaultNS: "common",
  interpolation: { escapeValue: false },
  returnNull: false,
});

export { i18next };
