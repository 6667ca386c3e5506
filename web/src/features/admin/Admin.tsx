import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import { useMe } from "@/client/useMe";
import { Badge, ButtonLink, Card, ErrorNotice, Page, Section, Skeleton } from "@/components";
import { dateWords } from "@/lib/figures";
import { paths } from "@/lib/paths";

import { Invitations } from "./Invitations";
import { ResetLink } from "./ResetLink";
import { Workers } from "./Workers";

type Account = components["schemas"]["AccountView"];

function Accounts(): ReactNode {
  const { t } = useTranslation("admin");
  const accounts = useQuery({ queryKey: ["admin", "accounts"], queryFn: () => call<Account[]>("GET", "/admin/accounts") });
  return (
    <Section title={t("accounts.title")} lead={t("accounts.lead")}>
      {accounts.isPending && <Skeleton className="h-24" />}
      {accounts.isError && <ErrorNotice error={accounts.error} />}
      <ul className="divide-y divide-line">
        {accounts.data?.map((account) => (
          <li key={account.id} className="flex flex-wrap items-center gap-x-3 py-2.5">
            <span className="font-semibold">{account.display_name}</span>
            <span className="text-muted">{account.login}</span>
            {account.is_admin && <Badge tone="accent">{t("accounts.admin")}</Badge>}
            <span className="ml-auto text-sm text-muted">{dateWords(account.created_at)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Admin(): ReactNode {
  const { t } = useTranslation("admin");
  const me = useMe().data;
  if (!me?.is_admin)
    return (
      <Page title={t("notAdmin.title")} lead={t("notAdmin.lead")} width="narrow">
        <ButtonLink to={paths.home} className="self-start">
          {t("common:notFound.home")}
        </ButtonLink>
      </Page>
    );
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <ButtonLink to={paths.upload} variant="secondary">
          {t("toUpload")}
        </ButtonLink>
      }
    >
      <Card>
        <Invitations />
      </Card>
      <Card>
        <ResetLink />
      </Card>
      <Card>
        <Accounts />
      </Card>
      <Card>
        <Workers />
      </Card>
    </Page>
  );
}
