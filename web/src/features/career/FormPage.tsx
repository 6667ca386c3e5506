import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, ErrorNotice, Page, Section as Block, Segmented, Skeleton, TextField } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { KindChoice, useOpen } from "./Bring";
import { EntryForm } from "./EntryForm";
import { listSections, sectionsKey, typeDocument, type Kind, type Section, type SectionNames, type TypedEntry } from "./api";
import { draftOf } from "./entries";

const shownFirst: Record<Kind, readonly Section[]> = {
  resume: ["identity", "education", "career", "skill"],
  cover_letter: ["essay"],
  portfolio: ["identity", "project"],
};

/** A document typed into the form. */
export function FormPage(): ReactNode {
  const { t } = useTranslation("career");
  const sections = useQuery({ queryKey: [...sectionsKey, currentLanguage()], queryFn: listSections, staleTime: Infinity });
  return (
    <Page title={t("form.title")} lead={t("form.lead")} back={{ to: paths.career, label: t("title") }}>
      {sections.error ? <ErrorNotice error={sections.error} onRetry={() => void sections.refetch()} /> : sections.data ? <Form names={sections.data} /> : <Skeleton className="h-96" />}
    </Page>
  );
}

function Form({ names }: { names: readonly SectionNames[] }): ReactNode {
  const { t } = useTranslation("career");
  const opened = useOpen();
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState<Kind>("resume");
  const [language, setLanguage] = useState<"ko" | "en">(currentLanguage());
  const [entries, setEntries] = useState<TypedEntry[]>(() => shownFirst.resume.map((section) => draftOf(section, names)));
  const keep = useMutation({ mutationFn: () => typeDocument({ title, kind, language, entries }), onSuccess: opened });
  const chooseKind = (next: Kind): void => {
    setKind(next);
    const held = new Set(entries.map((entry) => entry.section));
    const more = shownFirst[next].filter((section) => !held.has(section)).map((section) => draftOf(section, names));
    const isFilled = (entry: TypedEntry): boolean => entry.fields.some((field) => field.value.trim() !== "");
    setEntries([...entries.filter((entry) => isFilled(entry) || shownFirst[next].includes(entry.section)), ...more]);
  };
  const isBegun = ({ section }: SectionNames): boolean => entries.some((entry) => entry.section === section);
  return (
    <form
      className="flex flex-col gap-8"
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <div className="flex flex-col gap-4">
        <TextField label={t("form.name")} most={120} required value={title} onChange={(event) => setTitle(event.target.value)} data-testid="form-title" />
        <KindChoice value={kind} onChange={chooseKind} />
        <div className="flex flex-wrap items-center gap-3">
          <span className="font-semibold">{t("form.language")}</span>
          <Segmented label={t("form.language")} value={language} onChange={setLanguage} choices={[{ value: "ko", label: "한국어" }, { value: "en", label: "English" }]} />
        </div>
      </div>
      {names.filter(isBegun).map((section) => (
        <Entries key={section.section} section={section} names={names} entries={entries} onChange={setEntries} />
      ))}
      <Block title={t("form.more")} className="gap-3">
        <div className="flex flex-wrap gap-2">
          {names.filter((section) => !isBegun(section)).map((section) => (
            <Button key={section.section} variant="secondary" size="sm" onClick={() => setEntries([...entries, draftOf(section.section, names)])} data-testid={`begin-${section.section}`}>
              <Plus aria-hidden="true" />
              {section.name}
            </Button>
          ))}
        </div>
      </Block>
      {keep.error && <ErrorNotice error={keep.error} />}
      <Button type="submit" size="lg" className="self-start max-sm:w-full" busy={keep.isPending} data-testid="keep-form">
        {t("form.deed")}
      </Button>
    </form>
  );
}

interface EntriesProps {
  section: SectionNames;
  names: readonly SectionNames[];
  entries: TypedEntry[];
  onChange: (entries: TypedEntry[]) => void;
}

function Entries({ section, names, entries, onChange }: EntriesProps): ReactNode {
  const { t } = useTranslation("career");
  const held = entries.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.section === section.section);
  const isFull = section.section === "identity" && held.length > 0;
  return (
    <Block title={section.name} className="gap-3">
      {held.map(({ entry, index }) => (
        <Card key={index} className="relative flex flex-col gap-3">
          <EntryForm entry={entry} names={section} onChange={(changed) => onChange(entries.map((one, at) => (at === index ? changed : one)))} />
          <Button variant="quiet" size="sm" className="self-end" onClick={() => onChange(entries.filter((_, at) => at !== index))}>
            <X aria-hidden="true" />
            {t("edit.remove")}
          </Button>
        </Card>
      ))}
      {!isFull && (
        <Button variant="secondary" size="sm" className="self-start" onClick={() => onChange([...entries, draftOf(section.section, names)])} data-testid={`add-${section.section}`}>
          <Plus aria-hidden="true" />
          {t("edit.add")}
        </Button>
      )}
    </Block>
  );
}
