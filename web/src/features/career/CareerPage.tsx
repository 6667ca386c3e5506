import { useQuery } from "@tanstack/react-query";
import { Camera, ChartColumn, FileText, PenLine } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Badge, EmptyState, ErrorNotice, Page, Section, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { Bring } from "./Bring";
import { Postings } from "./Postings";
import { documentsKey, listDocuments, type DocumentCard } from "./api";

/** The desk: documents, postings, and what else helps with an application. */
export function CareerPage(): ReactNode {
  const { t } = useTranslation("career");
  return (
    <Page title={t("title")} lead={t("lead")} width="wide">
      <div className="grid gap-10 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">
        <div className="flex min-w-0 flex-col gap-10">
          <Documents />
          <Bring />
        </div>
        <div className="flex min-w-0 flex-col gap-10">
          <Postings />
          <Tools />
        </div>
      </div>
    </Page>
  );
}

function Documents(): ReactNode {
  const { t } = useTranslation("career");
  const found = useQuery({ queryKey: documentsKey, queryFn: listDocuments, staleTime: 0 });
  return (
    <Section title={t("documents.title")}>
      {found.error ? (
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <Skeleton className="h-28" />
      ) : found.data.length === 0 ? (
        <EmptyState title={t("documents.none")}>{t("documents.noneLead")}</EmptyState>
      ) : (
        <ul className="flex flex-col gap-3">
          {found.data.map((document) => (
            <One key={document.id} document={document} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function One({ document }: { document: DocumentCard }): ReactNode {
  const { t } = useTranslation("career");
  const when = new Date(document.changed_at).toLocaleString(currentLanguage(), { dateStyle: "medium", timeStyle: "short" });
  return (
    <li>
      <Link to={paths.document(document.id)} data-testid="document" className="flex items-center gap-4 rounded-2xl border border-line bg-surface p-4 hover:shadow-lift">
        <span className="grid size-12 shrink-0 place-items-center rounded-xl bg-accent-soft text-accent">
          <FileText aria-hidden="true" className="size-6" />
        </span>
        <span className="min-w-0 grow">
          <span className="block truncate font-semibold">{document.title || t("document.untitled")}</span>
          <span className="block text-sm text-muted">
            {t(`kind.${document.kind}`)} · {t("documents.entries", { count: document.entries })} · {t("documents.changed", { when })}
          </span>
        </span>
        {document.flags > 0 && (
          <Badge tone="warn" className="max-sm:hidden">
            {t("documents.flags", { count: document.flags })}
          </Badge>
        )}
      </Link>
    </li>
  );
}

function Tools(): ReactNode {
  const { t } = useTranslation(["career", "photo", "writing", "specs"]);
  const tools = [
    { to: paths.photo, icon: Camera, name: "photo" },
    { to: paths.writing, icon: PenLine, name: "writing" },
    { to: paths.specs, icon: ChartColumn, name: "specs" },
  ] as const;
  return (
    <Section title={t("tools.title")}>
      <ul className="flex flex-col gap-3">
        {tools.map(({ to, icon: Icon, name }) => (
          <li key={name}>
            <Link to={to} className="flex items-center gap-4 rounded-2xl border border-line bg-surface p-4 hover:shadow-lift">
              <Icon aria-hidden="true" className="size-6 shrink-0 text-accent" />
              <span>
                <span className="block font-semibold">{t(`${name}:title`)}</span>
                <span className="block text-sm text-muted">{t(`tools.${name}Lead`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
