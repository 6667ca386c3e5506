import { useTranslation } from "react-i18next";

import type { Bilingual } from "./values";

/** Picks the user's language out of a bilingual text of the report. */
export function useSay(): (text: Bilingual) => string {
  const { i18n } = useTranslation();
  return (text) => (i18n.language === "en" ? text.en : text.ko);
}
