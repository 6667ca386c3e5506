import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { EmptyState, ErrorNotice, Notice, Page, SignedIn, Skeleton } from "@/components";
import { paths } from "@/lib/paths";

import { DocumentText } from "./DocumentText";
import { Earlier } from "./Earlier";
import { Matching } from "./Matching";
import { PartList } from "./PartList";
import { RunBar } from "./RunBar";
import { Statistics } from "./Statistics";
import { Total } from "./Total";
import { listEvaluations, listKey, oneKey, readEvaluation, type Evaluation, type Evaluations } from "./api";
import { placedOf } from "./marks";
import { useWords } from "./words";

/** What the engines say about one document, each remark with its quote. */
export function EvaluationPage(): ReactNode {
  return (
    <SignedIn>
      <Loaded />
    </SignedIn>
  );
}

function Loaded(): ReactNode {
  const { t } = useTranslation(["evaluation", "career"]);
  const { id = "" } = useParams();
  const listed = useQuery({ queryKey: listKey(id), queryFn: () => listEvaluations(id) });
  const document = listed.data?.document;
  const back = document && { to: document.is_letter ? paths.letter(id) : paths.document(id), label: t("back") };
  return (
    <Page title={document ? t("titleOf", { title: document.title }) : t("title")} lead={t("lead")} back={back ?? { to: paths.career, label: t("career:title") }} width="wide">
      {listed.isPending && <Skeleton className="h-96" />}
      {listed.isError && <ErrorNotice error={listed.error} onRetry={() => void listed.refetch()} />}
      {listed.data && <Evaluated listed={listed.data} />}
    </Page>
  );
}

function Evaluated({ listed }: { listed: Evaluations }): ReactNode {
  const { t } = useTranslation("evaluation");
  const [picked, setPicked] = useState<string | null>(null);
  const shown = listed.evaluations.find((one) => one.id === picked) ?? listed.evaluations[0];
  const evaluation = useQuery({ queryKey: oneKey(shown?.id ?? ""), queryFn: () => readEvaluation(shown?.id ?? ""), enabled: shown !== undefined });
  // across engines, or with a posting and without, two yardsticks would be compared
  const comparable = listed.evaluations
    .slice(shown ? listed.evaluations.indexOf(shown) + 1 : 0)
    .find((one) => one.engine === shown?.engine && one.posting_id === shown.posting_id);
  const before = useQuery({ queryKey: oneKey(comparable?.id ?? ""), queryFn: () => readEvaluation(comparable?.id ?? ""), enabled: comparable !== undefined });
  return (
    <>
      <RunBar listed={listed} onMade={() => setPicked(null)} />
      {!shown && <EmptyState title={t("empty.title")}>{t("empty.text")}</EmptyState>}
      {evaluation.isError && <ErrorNotice error={evaluation.error} onRetry={() => void evaluation.refetch()} />}
      {shown && evaluation.isPending && <Skeleton className="h-96" />}
      {shown && listed.evaluations.length > 1 && <Earlier evaluations={listed.evaluations} shown={shown.id} onPick={setPicked} />}
      {evaluation.data && <Findings key={evaluation.data.id} listed={listed} evaluation={evaluation.data} before={before.data ?? null} />}
    </>
  );
}

interface FindingsProps {
  listed: Evaluations;
  evaluation: Evaluation;
  before: Evaluation | null;
}

function Findings({ listed, evaluation, before }: FindingsProps): ReactNode {
  const { t } = useTranslation("evaluation");
  const words = useWords();
  const [active, setActive] = useState<string | null>(null);
  const placed = placedOf(evaluation);
  const isSame = evaluation.document_revision === listed.document.revision;
  return (
    <>
      {evaluation.notices.map((notice) => (
        <Notice key={notice.en} tone="warn">
          {words(notice)}
        </Notice>
      ))}
      {!isSame && <Notice tone="warn">{t("changed")}</Notice>}
      <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)] xl:grid-cols-[minmax(0,1fr)_32rem]">
        <div className="flex min-w-0 flex-col gap-8">
          <Total evaluation={evaluation} before={before} />
          <PartList evaluation={evaluation} before={before} placed={placed} active={active} onPick={setActive} />
          {evaluation.match && <Matching match={evaluation.match} />}
          <Statistics figures={evaluation.statistics} />
        </div>
        <DocumentText text={listed.document.text} placed={isSame ? [...placed.values()].flat() : []} active={active} onPick={setActive} />
      </div>
    </>
  );
}
