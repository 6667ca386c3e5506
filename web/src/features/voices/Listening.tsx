import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/client/useMe";
import { ErrorNotice, Notice, Section, SelectField, Skeleton, Switch } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { changeListening, listeningKey, readListening, type Engine, type Listening as Wish } from "./api";

/** Who writes the answers down in a review. */
export function Listening({ engines }: { engines: readonly Engine[] }): ReactNode {
  const { t } = useTranslation("voices");
  const key = [...listeningKey, currentLanguage()];
  const queries = useQueryClient();
  const wish = useQuery({ queryKey: key, queryFn: readListening });
  const change = useMutation({ mutationFn: changeListening, onSuccess: (kept) => queries.setQueryData(key, kept) });
  const now = wish.data;
  const listeners = engines.filter((one) => one.capability === "listen" && (one.why_not === null || one.name === now?.engine));
  return (
    <Section title={t("listen.title")} lead={t("listen.lead")}>
      {wish.error && <ErrorNotice error={wish.error} onRetry={() => void wish.refetch()} />}
      {!now && !wish.error && <Skeleton className="h-24" />}
      {now && (
        <>
          <SelectField
            label={t("listen.engine")}
            value={now.engine}
            disabled={change.isPending}
            onChange={(event) => change.mutate({ engine: event.target.value, verbatim: now.verbatim })}
            data-testid="listening"
          >
            <option value="auto">{t("listen.auto")}</option>
            {listeners.map((one) => (
              <option key={one.name} value={one.name}>
                {one.kind === "remote" ? t("listen.remoteOption", { engine: one.name }) : one.name}
              </option>
            ))}
            <option value="off">{t("listen.off")}</option>
          </SelectField>
          {now.engine !== "off" && (
            <Switch
              checked={now.verbatim}
              onChange={(verbatim) => change.mutate({ engine: now.engine, verbatim })}
              label={t("listen.verbatim")}
              hint={t("listen.verbatimHint")}
            />
          )}
          {change.error && <ErrorNotice error={change.error} />}
          <State wish={now} isRemote={engines.some((one) => one.capability === "listen" && one.name === now.serves && one.kind === "remote")} />
        </>
      )}
    </Section>
  );
}

function State({ wish, isRemote }: { wish: Wish; isRemote: boolean }): ReactNode {
  const { t } = useTranslation("voices");
  const me = useMe().data;
  if (wish.serves) return <Notice tone={isRemote ? "warn" : "good"}>{t(isRemote ? "listen.servesRemote" : "listen.serves", { engine: wish.serves })}</Notice>;
  return (
    <Notice>
      <p>{t("listen.nobody")}</p>
      {me?.is_admin && wish.why_not && <p className="mt-1 text-sm text-muted">{wish.why_not}</p>}
    </Notice>
  );
}
