import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { AuditEntry } from "@/client/types";
import { ErrorNotice, Skeleton } from "@/components";
import { dateWords } from "@/lib/figures";

/** What happened to one's own data, asked for when it is opened. */
export function AuditLog(): ReactNode {
  const { t, i18n } = useTranslation("accounts");
  const [isOpen, setIsOpen] = useState(false);
  const entries = useQuery({ queryKey: ["audit", i18n.language], queryFn: () => call<AuditEntry[]>("GET", "/me/audit"), enabled: isOpen });
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)} data-testid="audit">
      <summary className="cursor-pointer py-1 font-semibold">{t("audit.title")}</summary>
      <p className="text-sm text-muted">{t("audit.lead")}</p>
      {isOpen && entries.isPending && <Skeleton className="h-24" />}
      {entries.error && <ErrorNotice error={entries.error} onRetry={() => void entries.refetch()} />}
      {entries.data && <Entries entries={entries.data} />}
    </details>
  );
}

function Entries({ entries }: { entries: readonly AuditEntry[] }): ReactNode {
  const { t } = useTranslation("accounts");
  if (entries.length === 0) return <p className="py-3 text-muted">{t("audit.none")}</p>;
  return (
    <ul className="mt-2 max-h-96 divide-y divide-line overflow-y-auto">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.deed}`} className="flex flex-wrap justify-between gap-x-4 py-2">
          <span className="min-w-0">
            {entry.title}
            {entry.subject && <span className="ml-2 break-all text-sm text-muted">{entry.subject}</span>}
          </span>
          <time dateTime={entry.at} className="text-sm text-muted tabular-nums">
            {dateWords(entry.at, true)}
          </time>
        </li>
      ))}
    </ul>
  );
}
