import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, Card, ErrorNotice, SelectField } from "@/components";
import { classes } from "@/lib/classes";

import { EntryForm } from "./EntryForm";
import { changeDocument, documentKey, documentsKey, type Entry, type Field, type ReadDocument, type Section, type SectionNames, type TypedEntry } from "./api";
import { draftOf, isLong, replaced } from "./entries";

interface Props {
  document: ReadDocument;
  names: readonly SectionNames[];
  picked: number | null;
  onPick: (field: number) => void;
}

/** What was read, section by section; each entry can be mended where it stands. */
export function Fields({ document, names, picked, onPick }: Props): ReactNode {
  const { t } = useTranslation("career");
  const [edited, setEdited] = useState<number | null>(null);
  const firsts = firstFields(document.read);
  return (
    <div className="flex flex-col gap-5">
      {document.read.length === 0 && <p className="text-muted">{t("document.noFields")}</p>}
      {names.map((section) => {
        const entries = document.read.map((entry, index) => ({ entry, index })).filter(({ entry }) => entry.section === section.section);
        if (entries.length === 0) return null;
        return (
          <section key={section.section} className="flex flex-col gap-2" data-testid={`section-${section.section}`}>
            <h3 className="font-semibold text-muted">{section.name}</h3>
            <div className={classes("grid gap-2", isShort(section.section) && "sm:grid-cols-2")}>
            {entries.map(({ entry, index }) => (
              <Card key={index} className={classes("px-4 py-3 sm:px-4 sm:py-3", edited === index && "col-span-full")}>
                {edited === index ? (
                  <Editor document={document} index={index} start={draftOf(entry.section, names, entry)} names={section} onDone={() => setEdited(null)} />
                ) : (
                  <Shown entry={entry} first={firsts[index] ?? 0} names={section} picked={picked} onPick={onPick} onEdit={() => setEdited(index)} />
                )}
              </Card>
            ))}
            </div>
          </section>
        );
      })}
      <AddEntry document={document} names={names} />
    </div>
  );
}

/** Whether two entries of a section fit side by side. */
function isShort(section: Section): boolean {
  return section === "skill";
}

/** Of each entry, the number of its first field in the whole document. */
function firstFields(entries: readonly Entry[]): number[] {
  let next = 0;
  return entries.map((entry) => {
    const first = next;
    next += entry.fields.length;
    return first;
  });
}

interface ShownProps {
  entry: Entry;
  first: number;
  names: SectionNames;
  picked: number | null;
  onPick: (field: number) => void;
  onEdit: () => void;
}

function Shown({ entry, first, names, picked, onPick, onEdit }: ShownProps): ReactNode {
  const { t } = useTranslation("career");
  return (
    <div className="flex items-start gap-2">
      <dl className="flex min-w-0 grow flex-col gap-1">
        {inOrder(entry, names).map(({ field, index, name }) => (
          <Row key={index} field={field} name={name} isLabelless={isShort(names.section)} isPicked={picked === first + index} onPick={() => onPick(first + index)} />
        ))}
      </dl>
      <Button variant="quiet" size="icon" className="-my-1.5 -mr-2" onClick={onEdit} aria-label={t("edit.entry", { section: names.name })} data-testid="edit-entry">
        <Pencil />
      </Button>
    </div>
  );
}

/** The fields in the order of the form, each with its number in the entry. */
function inOrder(entry: Entry, names: SectionNames): { field: Field; index: number; name: string }[] {
  const numbered = entry.fields.map((field, index) => {
    const place = names.fields.findIndex((one) => one.key === field.key);
    return { field, index, place, name: names.fields[place]?.name ?? field.key };
  });
  return numbered.sort((a, b) => a.place - b.place || a.index - b.index);
}

function Row({ field, name, isLabelless, isPicked, onPick }: { field: Field; name: string; isLabelless: boolean; isPicked: boolean; onPick: () => void }): ReactNode {
  const { t } = useTranslation("career");
  const value = <span className={classes("min-w-0 break-words text-left", isLong(field.key) && "line-clamp-6")}>{field.value === "now" ? t("document.now") : field.value}</span>;
  return (
    <div className={classes("items-baseline", !isLabelless && "grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3")}>
      <dt className={isLabelless ? "sr-only" : "text-sm text-muted"}>{name}</dt>
      <dd className="flex items-start justify-between gap-2">
        {field.span ? (
          <button type="button" onClick={onPick} aria-pressed={isPicked} title={t("document.place", { value: field.value.slice(0, 60) })} className={classes("-mx-1.5 min-w-0 rounded-md text-left px-1.5 py-0.5 hover:bg-sunken", isPicked && "bg-accent-soft")} data-testid={`read-${field.key}`}>
            {value}
          </button>
        ) : (
          <span className="py-0.5" data-testid={`read-${field.key}`}>
            {value}
          </span>
        )}
        <Sureness field={field} />
      </dd>
    </div>
  );
}

function Sureness({ field }: { field: Field }): ReactNode {
  const { t } = useTranslation("career");
  const percent = Math.round(100 * field.confidence);
  if (!field.span && field.confidence === 1) return <Badge className="mt-0.5">{t("document.typed")}</Badge>;
  return (
    <Badge tone={field.confidence < 0.75 ? "warn" : "plain"} className="mt-0.5 tabular-nums">
      <span aria-hidden="true">{t("document.confidence", { percent })}</span>
      <span className="sr-only">{t("document.confidenceTold", { percent })}</span>
    </Badge>
  );
}

interface EditorProps {
  document: ReadDocument;
  /** Which entry is replaced; the number of entries for a new one. */
  index: number;
  start: TypedEntry;
  names: SectionNames;
  onDone: () => void;
}

function Editor({ document, index, start, names, onDone }: EditorProps): ReactNode {
  const { t } = useTranslation("career");
  const queries = useQueryClient();
  const [entry, setEntry] = useState(start);
  const save = useMutation({
    mutationFn: (changed: TypedEntry | null) => changeDocument(document.id, { revision: document.revision, entries: replaced(document.read, index, changed) }),
    onSuccess: (changed) => {
      queries.setQueryData(documentKey(document.id), changed);
      void queries.invalidateQueries({ queryKey: documentsKey });
      onDone();
    },
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(entry);
      }}
      data-testid="entry-form"
    >
      <EntryForm entry={entry} names={names} onChange={setEntry} />
      {save.error && <ErrorNotice error={save.error} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={save.isPending} data-testid="save-entry">
          {t("edit.save")}
        </Button>
        <Button variant="secondary" onClick={onDone}>
          {t("edit.cancel")}
        </Button>
        {index < document.read.length && (
          <Button variant="danger" className="ml-auto" disabled={save.isPending} onClick={() => save.mutate(null)}>
            {t("edit.remove")}
          </Button>
        )}
      </div>
    </form>
  );
}

function AddEntry({ document, names }: Pick<Props, "document" | "names">): ReactNode {
  const { t } = useTranslation("career");
  const [section, setSection] = useState<Section | null>(null);
  const [open, setOpen] = useState(false);
  const chosen = names.find((one) => one.section === section);
  if (!open) {
    return (
      <Button variant="secondary" className="self-start" onClick={() => setOpen(true)} data-testid="add-entry">
        <Plus aria-hidden="true" />
        {t("edit.add")}
      </Button>
    );
  }
  const close = (): void => {
    setOpen(false);
    setSection(null);
  };
  return (
    <Card className="flex flex-col gap-4 p-4 sm:p-4">
      <SelectField label={t("edit.addTo")} value={section ?? ""} onChange={(event) => setSection(event.target.value as Section)} data-testid="add-section">
        <option value="" disabled>
          {t("edit.choose")}
        </option>
        {names.map((one) => (
          <option key={one.section} value={one.section}>
            {one.name}
          </option>
        ))}
      </SelectField>
      {chosen ? (
        <Editor key={chosen.section} document={document} index={document.read.length} start={draftOf(chosen.section, names)} names={chosen} onDone={close} />
      ) : (
        <Button variant="quiet" className="self-start" onClick={close}>
          {t("edit.cancel")}
        </Button>
      )}
    </Card>
  );
}
