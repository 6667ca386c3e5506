import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Button, Card, CostAtMost, ErrorNotice, Segmented, SelectField, TextArea } from "@/components";
import { paths } from "@/lib/paths";

import { estimate, evaluate, listKey, oneKey, type Engine, type Evaluations, type Wanted } from "./api";

const pasted = "paste";

interface Props {
  listed: Evaluations;
  onMade: () => void;
}

/** Which engine, against which posting, at what cost. */
export function RunBar({ listed, onMade }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  const queries = useQueryClient();
  const { document, model, postings } = listed;
  const [engine, setEngine] = useState<Engine>("rules");
  const [posting, setPosting] = useState(listed.evaluations[0]?.posting_id ?? "");
  const [text, setText] = useState("");
  const wanted: Wanted = { engine, posting_id: posting === "" || posting === pasted ? null : posting, posting: posting === pasted ? text : null };
  const run = useMutation({
    mutationFn: () => evaluate(document.id, wanted),
    onSuccess: async (made) => {
      queries.setQueryData(oneKey(made.id), made);
      await queries.invalidateQueries({ queryKey: listKey(document.id) });
      setPosting(made.posting_id ?? "");
      onMade();
    },
  });
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-4">
        <Engines engine={engine} model={model?.name ?? null} onPick={setEngine} />
        <div className="min-w-0 grow basis-64">
          <SelectField label={t("posting.label")} value={posting} onChange={(event) => setPosting(event.target.value)}>
            <option value="">{t("posting.none")}</option>
            <option value={pasted}>{t("posting.paste")}</option>
            {postings.map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </SelectField>
        </div>
      </div>
      {posting === pasted && <TextArea label={t("posting.text")} hint={t("posting.hint")} rows={6} maxLength={30_000} value={text} onChange={(event) => setText(event.target.value)} />}
      {engine === "model" && model && <CostAtMost name={model.name} wish={[document.id, document.revision, wanted.posting_id, wanted.posting?.length ?? 0]} read={() => estimate(document.id, wanted)} />}
      <Button className="self-start" busy={run.isPending} disabled={posting === pasted && text.trim() === ""} onClick={() => run.mutate()} data-testid="evaluate">
        {t("run")}
      </Button>
      {run.error && <ErrorNotice error={run.error} onRetry={() => run.mutate()} />}
    </Card>
  );
}

function Engines({ engine, model, onPick }: { engine: Engine; model: string | null; onPick: (engine: Engine) => void }): ReactNode {
  const { t } = useTranslation("evaluation");
  return (
    <div className="flex flex-col gap-1.5">
      <p className="font-semibold">{t("engine.label")}</p>
      {model === null ? (
        <p className="flex min-h-11 flex-wrap items-center gap-x-2 text-muted">
          {t("engine.onlyRules")}
          <Link to={paths.models} className="inline-flex min-h-9 items-center font-semibold text-accent-strong underline-offset-4 hover:underline" data-testid="connect-model">
            {t("engine.connect")}
          </Link>
        </p>
      ) : (
        <Segmented
          label={t("engine.label")}
          value={engine}
          onChange={onPick}
          choices={[
            { value: "rules", label: t("engine.rules") },
            { value: "model", label: t("engine.model", { name: model }) },
          ]}
        />
      )}
    </div>
  );
}
