import { useTranslation } from "react-i18next";

import type { components } from "@/client/schema";

type Usage = components["schemas"]["UsageView"];

/** Tokens and won in words; without a price, tokens alone. */
export function useUsage(): (usage: Usage) => string {
  const { t, i18n } = useTranslation("models");
  const digits = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  return (usage) => {
    const tokens = t("usage.tokens", { tokens: digits.format(usage.input_tokens + usage.output_tokens) });
    return usage.won === null ? tokens : `${tokens}, ${t("usage.won", { won: digits.format(usage.won) })}`;
  };
}
