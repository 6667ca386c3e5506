import { X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, Notice, Section, TabPane, Tabs } from "@/components";

import { FromDocuments } from "./FromDocuments";
import { FromFile } from "./FromFile";
import type { PreparedQuestion } from "./api";
import { mostPrepared, toggled, type Draft } from "./plan";

interface Props {
  draft: Draft;
  /** The document that the address asks for. */
  document: string | null;
  onChange: (change: Partial<Draft>) => void;
}

/** Questions that are chosen one by one: about the candidate's documents, or from a file. */
export function Sources({ draft, document, onChange }: Props): ReactNode {
  const { t } = useTranslation("questions");
  const [tab, setTab] = useState("documents");
  const { prepared } = draft;
  const toggle = (question: PreparedQuestion, on: boolean): void => onChange({ prepared: toggled(prepared, question, on) });
  const tabs = [
    { value: "documents", label: t("sources.documents") },
    { value: "file", label: t("sources.file") },
  ];
  return (
    <Section title={t("sources.title")} lead={t("sources.lead")}>
      <Tabs label={t("sources.tabs")} tabs={tabs} value={tab} onChange={setTab}>
        <TabPane value="documents">
          <FromDocuments
            wanted={document ?? draft.document_id ?? null}
            chosen={prepared}
            onToggle={toggle}
            onDrawn={(document_id, language) => onChange({ document_id, language })}
          />
        </TabPane>
        <TabPane value="file">
          <FromFile chosen={prepared} onToggle={toggle} />
        </TabPane>
      </Tabs>
      {prepared.length > 0 && <Chosen prepared={prepared} onTakeOut={(question) => toggle(question, false)} />}
      {prepared.length >= mostPrepared && <Notice>{t("chosen.full", { most: mostPrepared })}</Notice>}
    </Section>
  );
}

function Chosen({ prepared, onTakeOut }: { prepared: readonly PreparedQuestion[]; onTakeOut: (question: PreparedQuestion) => void }): ReactNode {
  const { t } = useTranslation("questions");
  return (
    <Card className="flex flex-col gap-2" data-testid="chosen">
      <h3 className="font-semibold">{t("chosen.title", { count: prepared.length })}</h3>
      <ol className="flex flex-col gap-1">
        {prepared.map((question) => (
          <li key={question.text} className="flex items-center justify-between gap-3">
            <span className="min-w-0 break-words">{question.text}</span>
            <Button variant="quiet" size="icon" aria-label={t("chosen.take", { text: question.text })} onClick={() => onTakeOut(question)}>
              <X />
            </Button>
          </li>
        ))}
      </ol>
    </Card>
  );
}
