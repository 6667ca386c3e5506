import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { Button, Checkbox, ErrorNotice, KeepQuestions, Notice, Section, TextArea } from "@/components";
import { paths } from "@/lib/paths";

import { importFile, importText, type Asked, type Imported } from "./api";

/** As many as one interview takes of one's own. */
const mostAsked = 20;

/** Questions that companies asked before, pasted or from a file, cleaned; the chosen ones go into an interview. */
export function PastQuestions(): ReactNode {
  const { t } = useTranslation("writing");
  const [text, setText] = useState("");
  const read = useMutation({ mutationFn: (from: string | File) => (typeof from === "string" ? importText(from) : importFile(from)) });
  return (
    <Section title={t("past.title")} lead={t("past.lead")}>
      <TextArea label={t("past.paste")} hint={t("past.hint")} placeholder={t("past.example")} rows={6} maxLength={500_000} value={text} onChange={(event) => setText(event.target.value)} />
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={read.isPending} disabled={text.trim() === ""} onClick={() => read.mutate(text)} data-testid="read-questions">
          {t("past.read")}
        </Button>
        <label className="inline-flex min-h-11 cursor-pointer items-center rounded-xl border border-line-strong bg-surface px-4 font-semibold hover:bg-sunken focus-within:outline-2 focus-within:outline-accent">
          {t("past.file")}
          <input
            type="file"
            accept=".txt,.csv,.tsv,.md,.xlsx"
            className="sr-only"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) read.mutate(file);
            }}
          />
        </label>
      </div>
      {read.error && <ErrorNotice error={read.error} />}
      {read.data && <Found key={read.submittedAt} found={read.data} />}
    </Section>
  );
}

interface Group {
  name: string;
  asked: Asked[];
}

function groupsOf(questions: readonly Asked[], otherwise: string): Group[] {
  const groups = new Map<string, Asked[]>();
  for (const one of questions) {
    const name = [one.company, one.year].filter((part) => part !== null).join(" ") || otherwise;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups].map(([name, asked]) => ({ name, asked }));
}

/** A question that several companies asked is kept once. */
function distinct(questions: readonly Asked[]): Asked[] {
  return questions.filter((one, index) => questions.findIndex((other) => other.question === one.question) === index);
}

/** The company and year that all of them share. */
function nameOf(questions: readonly Asked[]): string {
  const names = new Set(questions.map((one) => [one.company, one.year].filter((part) => part !== null).join(" ")));
  return names.size === 1 ? [...names].join("") : "";
}

function Found({ found }: { found: Imported }): ReactNode {
  const { t } = useTranslation("writing");
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<readonly Asked[]>([]);
  if (found.questions.length === 0) return <Notice tone="warn">{t("past.none")}</Notice>;
  const kept = distinct(chosen.length > 0 ? chosen : found.questions);
  const isFull = chosen.length >= mostAsked;
  const toggle = (one: Asked, wanted: boolean): void => setChosen(wanted ? [...chosen, one] : chosen.filter((other) => other !== one));
  return (
    <div className="flex flex-col gap-6" data-testid="found">
      <p>
        {t("past.found", { count: found.questions.length })}
        {(found.repeated > 0 || found.unusable > 0) && <span className="block text-sm text-muted">{t("past.leftOut", { repeated: found.repeated, unusable: found.unusable })}</span>}
      </p>
      {groupsOf(found.questions, t("past.unnamed")).map((group) => (
        <fieldset key={group.name} className="flex flex-col">
          <legend className="text-lg font-bold">{group.name}</legend>
          {group.asked.map((one, index) => (
            <Checkbox key={index} checked={chosen.includes(one)} disabled={isFull && !chosen.includes(one)} onChange={(wanted) => toggle(one, wanted)} label={one.question} />
          ))}
        </fieldset>
      ))}
      <div className="flex flex-wrap items-center gap-3 rounded-2xl border border-line bg-surface p-4 shadow-lift md:sticky md:bottom-4 max-xl:md:bottom-20">
        <Button disabled={chosen.length === 0} onClick={() => void navigate(paths.newInterview, { state: { questions: chosen.map((one) => one.question) } })} data-testid="ask-these">
          {chosen.length === 0 ? t("past.askNone") : t("past.ask", { count: chosen.length })}
        </Button>
        <Button variant="quiet" onClick={() => setChosen(chosen.length > 0 ? [] : found.questions.slice(0, mostAsked))}>
          {t(chosen.length > 0 ? "past.clear" : "past.first", { count: Math.min(mostAsked, found.questions.length) })}
        </Button>
        <KeepQuestions questions={kept.map((one) => one.question)} name={nameOf(kept)} />
        {isFull && <span className="text-sm text-muted">{t("past.full", { most: mostAsked })}</span>}
      </div>
    </div>
  );
}
