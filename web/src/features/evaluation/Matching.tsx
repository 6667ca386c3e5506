import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Section } from "@/components";

import type { Match } from "./api";

/** The posting's terms: those that the document has, with both quotes, and those that it hasn't. */
export function Matching({ match }: { match: Match }): ReactNode {
  const { t } = useTranslation("evaluation");
  return (
    <Section title={t("match.title")} lead={t("match.lead")}>
      <div className="grid gap-6 sm:grid-cols-2" data-testid="match">
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">{t("match.matched", { count: match.matched.length })}</h3>
          <ul className="flex flex-col gap-2">
            {match.matched.map((one) => (
              <li key={one.term} className="flex gap-2">
                <Check aria-hidden="true" className="mt-1 size-4 shrink-0 text-good" />
                <span className="min-w-0">
                  <strong>{one.term}</strong>
                  <span className="block text-sm text-muted">{t("match.both", { quote: one.quote, posting: one.posting_quote })}</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">{t("match.missing", { count: match.missing.length })}</h3>
          <ul className="flex flex-col gap-2">
            {match.missing.map((one) => (
              <li key={one.term} className="flex gap-2">
                <X aria-hidden="true" className="mt-1 size-4 shrink-0 text-warn" />
                <span className="min-w-0">
                  <strong>{one.term}</strong>
                  <span className="block text-sm text-muted">“{one.posting_quote}”</span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Section>
  );
}
