import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge } from "@/components";

import type { Outcome } from "./bringing";

const tones = { waiting: "plain", sending: "accent", taken: "good", refused: "danger" } as const;

/** What became of each file; the refused ones say why. */
export function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }): ReactNode {
  const { t } = useTranslation("datasets");
  return (
    <ul className="max-h-96 divide-y divide-line overflow-y-auto" data-testid="outcomes">
      {outcomes.map((one) => (
        <li key={one.key} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <Badge tone={tones[one.state]}>{t(`outcome.${one.state}`)}</Badge>
          <span className="min-w-0 break-all">{one.name}</span>
          {one.reason && <span className="basis-full text-sm text-danger">{one.reason}</span>}
        </li>
      ))}
    </ul>
  );
}
