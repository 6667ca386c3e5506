import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, Card, Confirm, Dialog, ErrorNotice, Notice } from "@/components";
import { useUsage } from "@/lib/useUsage";

import { ConnectionFields } from "./ConnectionFields";
import { changeModel, chooseModel, deleteModel, testModel, type Connection } from "./api";
import { draftOf, formOf, isComplete } from "./draft";
import { useRefresh } from "./useModels";

function Tried({ connection }: { connection: Connection }): ReactNode {
  const { t } = useTranslation("models");
  const usage = useUsage();
  const refresh = useRefresh();
  const test = useMutation({ mutationFn: () => testModel(connection.id), onSettled: refresh });
  return (
    <>
      <Button variant="secondary" busy={test.isPending} disabled={!connection.usable} onClick={() => test.mutate()} className="self-start">
        {t("test.do")}
      </Button>
      {test.isSuccess && (
        <Notice tone="good" title={t("test.answered", { seconds: test.data.took_s.toFixed(1), usage: usage(test.data.usage) })}>
          <span className="break-words">“{test.data.answer}”</span>
        </Notice>
      )}
      {test.isError && <ErrorNotice error={test.error} onRetry={() => test.mutate()} />}
    </>
  );
}

function Editor({ connection, onClose }: { connection: Connection; onClose: () => void }): ReactNode {
  const { t } = useTranslation("models");
  const refresh = useRefresh();
  const [draft, setDraft] = useState(() => draftOf(connection));
  const change = useMutation({
    mutationFn: () => changeModel(connection.id, formOf(draft)),
    onSuccess: () => {
      onClose();
      refresh();
    },
  });
  // Another address is another service: the old consent doesn't hold for it, and the key is forgotten.
  const edit = (next: typeof draft): void => setDraft(next.address === draft.address ? next : { ...next, agreed: next.address === connection.base_url });
  const actions = (
    <>
      <Button variant="secondary" onClick={onClose}>
        {t("common:action.cancel")}
      </Button>
      <Button busy={change.isPending} disabled={!isComplete(draft)} onClick={() => change.mutate()}>
        {t("common:action.save")}
      </Button>
    </>
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("card.edit")} actions={actions}>
      <ConnectionFields draft={draft} onChange={edit} hasKey={connection.has_key && draft.address === connection.base_url} sharedName={connection.host} />
      {change.isError && <ErrorNotice error={change.error} />}
    </Dialog>
  );
}

/** One kept connection: which, whether it is asked, what it cost, and trying it. */
export function ConnectionCard({ connection }: { connection: Connection }): ReactNode {
  const { t } = useTranslation("models");
  const usage = useUsage();
  const refresh = useRefresh();
  const [editing, setEditing] = useState(false);
  const choose = useMutation({ mutationFn: () => chooseModel(connection.id), onSuccess: refresh });
  const used = usage(connection.used_this_month);
  return (
    <Card className="flex flex-col gap-4" data-testid="connection">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 className="break-all text-lg font-semibold">{connection.model}</h3>
          <p className="break-words text-muted">
            {t(connection.local ? "card.local" : "card.remote", { host: connection.host })}
            {connection.has_key && ` · ${t("card.hasKey")}`}
          </p>
        </div>
        {connection.chosen ? <Badge tone="accent">{t("card.chosen")}</Badge> : null}
      </div>
      {!connection.usable && <Notice tone="warn">{t("card.unusable")}</Notice>}
      <p>{connection.monthly_won === null ? t("card.used", { used }) : t("card.usedOf", { used, budget: connection.monthly_won.toLocaleString() })}</p>
      <Tried connection={connection} />
      <div className="flex flex-wrap gap-2">
        {!connection.chosen && (
          <Button variant="secondary" size="sm" busy={choose.isPending} onClick={() => choose.mutate()}>
            {t("card.choose")}
          </Button>
        )}
        <Button variant="secondary" size="sm" onClick={() => setEditing(true)}>
          {t("card.edit")}
        </Button>
        <Confirm
          title={t("card.deleteTitle")}
          deed={t("card.delete")}
          onConfirm={() => deleteModel(connection.id).then(refresh)}
          trigger={(ask) => (
            <Button variant="secondary" size="sm" onClick={ask}>
              {t("card.delete")}
            </Button>
          )}
        >
          {t("card.deleteText")}
        </Confirm>
      </div>
      {editing && <Editor connection={connection} onClose={() => setEditing(false)} />}
      {choose.isError && <ErrorNotice error={choose.error} />}
    </Card>
  );
}
