import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, ErrorNotice, Page, Section, Skeleton } from "@/components";
import { paths } from "@/lib/paths";
import { useUsage } from "@/lib/useUsage";

import { AddModel } from "./AddModel";
import { ConnectionCard } from "./ConnectionCard";
import { useModels } from "./useModels";

/** What is sent where, before anything else. */
function Plainly(): ReactNode {
  const { t } = useTranslation("models");
  return (
    <Card className="flex gap-4 bg-sunken">
      <Lock aria-hidden="true" className="mt-1 size-5 shrink-0 text-accent" />
      <Section title={t("plainly.title")}>
        <ul className="flex list-disc flex-col gap-1.5 pl-5">
          {(["nothing", "what", "where", "key", "cost"] as const).map((line) => (
            <li key={line}>{t(`plainly.${line}`)}</li>
          ))}
        </ul>
      </Section>
    </Card>
  );
}

export function ModelsPage(): ReactNode {
  const { t } = useTranslation(["models", "common"]);
  const usage = useUsage();
  const models = useModels();
  return (
    <Page title={t("page.title")} lead={t("page.lead")} back={{ to: paths.me, label: t("common:nav.me") }}>
      <Plainly />
      {models.isPending && <Skeleton className="h-64" />}
      {models.isError && <ErrorNotice error={models.error} onRetry={() => void models.refetch()} />}
      {models.isSuccess && (
        <>
          {models.data.connections.length > 0 && (
            <Section title={t("page.kept")} lead={t("page.month", { used: usage(models.data.used_this_month) })}>
              <div className="grid items-start gap-4 lg:grid-cols-2">
                {models.data.connections.map((connection) => (
                  <ConnectionCard key={connection.id} connection={connection} />
                ))}
              </div>
            </Section>
          )}
          <AddModel models={models.data} />
        </>
      )}
    </Page>
  );
}
