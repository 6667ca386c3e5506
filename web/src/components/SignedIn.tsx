import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { call } from "@/client/call";
import type { Me } from "@/client/types";
import { meKey, useMe } from "@/client/useMe";
import { paths } from "@/lib/paths";

import { Button, ButtonLink } from "./Button";
import { ErrorNotice } from "./Notice";
import { Card, Page, Skeleton } from "./Surface";

/** Shows its children to whoever is signed in; offers everybody else to start at once as a guest, or to log in. */
export function SignedIn({ children }: { children: ReactNode }): ReactNode {
  const me = useMe();
  if (me.data) return children;
  if (me.isPending) return <Waiting />;
  return me.error ? <Unreachable error={me.error} onRetry={() => void me.refetch()} /> : <Gate />;
}

function Waiting(): ReactNode {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-12">
      <Skeleton className="h-64" />
    </div>
  );
}

function Unreachable({ error, onRetry }: { error: unknown; onRetry: () => void }): ReactNode {
  return (
    <div className="mx-auto w-full max-w-md px-4 py-12">
      <ErrorNotice error={error} onRetry={onRetry} />
    </div>
  );
}

function Gate(): ReactNode {
  const { t } = useTranslation("devices");
  const queries = useQueryClient();
  const { pathname, search } = useLocation();
  const next = `?next=${encodeURIComponent(pathname + search)}`;
  const enter = useMutation({
    mutationFn: () => call<Me>("POST", "/accounts/guest"),
    onSuccess: (me) => queries.setQueryData(meKey, me),
  });
  return (
    <Page title={t("gate.title")} lead={t("gate.lead")} width="narrow">
      <Card className="flex flex-col gap-3">
        <Button size="lg" wide busy={enter.isPending} onClick={() => enter.mutate()}>
          {t("gate.guest")}
        </Button>
        <ButtonLink variant="secondary" wide to={paths.login + next}>
          {t("gate.login")}
        </ButtonLink>
        <ButtonLink variant="quiet" wide to={paths.join + next}>
          {t("gate.join")}
        </ButtonLink>
        {enter.error && <ErrorNotice error={enter.error} />}
      </Card>
    </Page>
  );
}
