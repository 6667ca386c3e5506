import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Interview } from "@/client/types";
import { Card, ErrorNotice, Spinner, Switch } from "@/components";

/** Whether a model may tell classes of expression of this interview. On reviews it once more; off deletes what was told. */
export function ExpressionWish({ interview, onChange }: { interview: Interview; onChange: () => void }): ReactNode {
  const { t } = useTranslation("expression");
  const wish = useMutation({ mutationFn: (wanted: boolean) => call("PUT", `/interviews/${interview.id}/expression`, { json: { wanted } }), onSuccess: onChange });
  const isOn = interview.reads_expression;
  const isBusy = interview.state === "reviewing";
  if (!isOn && interview.recordings_deleted_at) return null;
  return (
    <Card className="flex flex-col gap-2 print:hidden" data-testid="expression-wish">
      <Switch label={t("opt.label")} hint={t(hintFor(isOn, isBusy))} checked={isOn} disabled={wish.isPending || (isBusy && !isOn)} onChange={(wanted) => wish.mutate(wanted)} />
      {wish.isPending && <Spinner />}
      {wish.error && <ErrorNotice error={wish.error} />}
    </Card>
  );
}

function hintFor(isOn: boolean, isBusy: boolean): string {
  if (isOn) return isBusy ? "opt.withdraw" : "opt.off";
  return isBusy ? "opt.later" : "opt.again";
}
