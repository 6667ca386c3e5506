import { useTranslation } from "react-i18next";

import type { Words } from "./api";

/** A bilingual text of the server in the language of the page. */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation();
  return (words) => (i18n.language === "en" ? words.en : words.ko);
}

export const engineKey = (engine: string): "engine.rules" | "engine.model" => (engine === "rules" ? "engine.rules" : "engine.model");
/** The model's name without the mark of its kind. */
export const modelName = (engine: string): string => engine.replace(/^model:/, "");
