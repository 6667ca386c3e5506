import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

import { useMe } from "@/client/useMe";
import { paths } from "@/lib/paths";

import { ButtonLink } from "./Button";
import { ErrorNotice } from "./Notice";
import { StartButton } from "./StartButton";
import { Page, Skeleton } from "./Surface";

/** Shows its children to whoever is signed in (guests too), and to nobody a way in that leads back here. */
export function RequireAccount({ children }: { children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const { pathname, search } = useLocation();
  const here = pathname + search;
  if (me.data) return children;
  if (me.isPending)
    return (
      <div className="mx-auto w-full max-w-4xl px-4 py-12">
        <Skeleton className="h-64" />
      </div>
    );
  if (me.isError)
    return (
      <Page title={t("start.cannotTell")} width="narrow">
        <ErrorNotice error={me.error} onRetry={() => void me.refetch()} />
      </Page>
    );
  return (
    <Page title={t("start.signInFirst")} lead={t("start.signInWhy")} width="narrow">
      <div className="flex flex-col gap-3">
        <StartButton to={here} size="lg" wide />
        <ButtonLink to={`${paths.login}?next=${encodeURIComponent(here)}`} variant="secondary" size="lg" wide>
          {t("nav.login")}
        </ButtonLink>
      </div>
    </Page>
  );
}
