import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { call } from "@/client/call";
import type { Me } from "@/client/types";
import { meKey, useMe } from "@/client/useMe";
import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";

import { Button, ButtonLink } from "./Button";
import { ErrorNotice } from "./Notice";
import { Card, Page, Skeleton } from "./Surface";

interface Props {
  children: ReactNode;
  /** Keeps the children when the session ends while they are shown: they say so themselves. */
  stays?: boolean;
  /** Shown instead of the usual offer to whoever isn't signed in. */
  gate?: ReactNode;
}

/** Shows its children to whoever is signed in; offers everybody else to start at once as a guest, or to log in. */
export function SignedIn({ children, stays = false, gate }: Props): ReactNode {
  const me = useMe();
  const [wasHere, setWasHere] = useState(false);
  if (me.data && !wasHere) setWasHere(true);
  if (me.data || (stays && wasHere)) return children;
  if (me.isPending) return <Waiting />;
  if (me.error) return <Unreachable error={me.error} onRetry={() => void me.refetch()} />;
  return gate ?? <Gate wasHere={wasHere} />;
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

function Gate({ wasHere }: { wasHere: boolean }): ReactNode {
  const { t } = useTranslation("devices");
  const queries = useQueryClient();
  const { pathname, search } = useLocation();
  const next = `?next=${encodeURIComponent(pathname + search)}`;
  const enter = useMutation({
    mutationFn: () => call<Me>("POST", "/accounts/guest"),
    onSuccess: (me) => queries.setQueryData(meKey, me),
  });
  return (
    <Page title={t(wasHere ? "gate.outTitle" : "gate.title")} lead={t(wasHere ? "gate.outLead" : "gate.lead")} width="narrow">
      <Card className={classes("flex gap-3", wasHere ? "flex-col-reverse" : "flex-col")}>
        <Button size="lg" wide variant={wasHere ? "quiet" : "primary"} busy={enter.isPending} onClick={() => enter.mutate()}>
          {t("gate.guest")}
        </Button>
        <ButtonLink variant={wasHere ? "primary" : "secondary"} wide to={paths.login + next}>
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
