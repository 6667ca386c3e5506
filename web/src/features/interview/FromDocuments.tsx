import { useMutation, useQuery } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, CostAtMost, EmptyState, ErrorNotice, SelectField, Skeleton } from "@/components";
import { currentLanguage, type Language } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { useUsage } from "@/lib/useUsage";

import { PickList } from "./PickList";
import { drawQuestions, estimateQuestions, listSources, sourcesKey, type DrawnQuestion, type DrawWish, type PreparedQuestion } from "./api";

interface Props {
  /** The document that the address asks for. */
  wanted: string | null;
  chosen: readonly PreparedQuestion[];
  onToggle: (question: PreparedQuestion, on: boolean) => void;
  /** Questions were drawn from a document, in its own language. */
  onDrawn: (id: string, language: Language) => void;
}

const drawn = 8;

function toPrepared({ text, kind, competence, why }: DrawnQuestion): PreparedQuestion {
  return { text, kind, competence, why, source: "material", follow_ups: [] };
}

/** Questions about the candidate's own documents, each with the passage that it comes from. */
export function FromDocuments({ wanted, chosen, onToggle, onDrawn }: Props): ReactNode {
  const { t } = useTranslation("questions");
  const usage = useUsage();
  const sources = useQuery({ queryKey: sourcesKey, queryFn: listSources });
  const [picked, setPicked] = useState<string | null>(wanted);
  const [posting, setPosting] = useState("");
  const [engine, setEngine] = useState<"rules" | "model">("rules");
  const wish = (document: string): DrawWish => ({ document_id: document, posting_id: posting || null, count: drawn, engine });
  const draw = useMutation({
    mutationFn: (document: string) => drawQuestions(wish(document)),
    onSuccess: (questions, document) => onDrawn(document, questions.language),
  });
  if (sources.error) return <ErrorNotice error={sources.error} onRetry={() => void sources.refetch()} />;
  if (!sources.data) return <Skeleton className="h-32" />;
  const { documents, postings, model } = sources.data;
  const document = documents.find((one) => one.id === picked) ?? documents[0];
  if (!document)
    return (
      <EmptyState title={t("documents.none")} action={<ButtonLink to={paths.career}>{t("documents.add")}</ButtonLink>}>
        {t("documents.noneHint")}
      </EmptyState>
    );
  const items = (draw.data?.questions ?? []).map((one) => ({ question: toPrepared(one), kind: one.kind_title, reason: one.why[currentLanguage()] }));
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={t("documents.document")} value={document.id} onChange={(event) => setPicked(event.target.value)}>
          {documents.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("documents.posting")} value={posting} onChange={(event) => setPosting(event.target.value)}>
          <option value="">{t("documents.noPosting")}</option>
          {postings.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </SelectField>
        {model && (
          <SelectField label={t("documents.engine")} value={engine} onChange={(event) => setEngine(event.target.value === "model" ? "model" : "rules")}>
            <option value="rules">{t("documents.rules")}</option>
            <option value="model">{model}</option>
          </SelectField>
        )}
      </div>
      {engine === "model" && model && <CostAtMost name={model} wish={[document.id, posting]} read={() => estimateQuestions(wish(document.id))} />}
      <Button variant="secondary" className="self-start" busy={draw.isPending} onClick={() => draw.mutate(document.id)} data-testid="draw-questions">
        <Sparkles aria-hidden="true" />
        {t(draw.data ? "documents.again" : "documents.draw")}
      </Button>
      {draw.error && <ErrorNotice error={draw.error} />}
      {items.length > 0 && <PickList label={document.title} items={items} chosen={chosen} onToggle={onToggle} />}
      {draw.data?.cost && <p className="text-sm text-muted">{t("documents.took", { used: usage(draw.data.cost) })}</p>}
      {draw.data && items.length < drawn && <p className="text-sm text-muted">{t("documents.fewer")}</p>}
    </div>
  );
}
