import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ClipboardCheck, Download, MessagesSquare, Pencil, RefreshCw, Trash2, TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { Button, ButtonLink, Card, Confirm, Dialog, ErrorNotice, Notice, Page, Section, Skeleton, TextField } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { DocumentText } from "./DocumentText";
import { Fields } from "./Fields";
import { changeDocument, deleteDocument, documentKey, documentsKey, listSections, readAgain, readDocument, sectionsKey, sourceUrl, type ReadDocument } from "./api";

/** One document: what was read beside where it stands. */
export function DocumentPage(): ReactNode {
  const { t } = useTranslation("career");
  const { document: id = "" } = useParams();
  const back = { to: paths.career, label: t("document.back") };
  const found = useQuery({ queryKey: documentKey(id), queryFn: () => readDocument(id), staleTime: 0 });
  if (found.error) {
    return (
      <Page title={t("documents.title")} back={back}>
        <ErrorNotice error={found.error} onRetry={() => void found.refetch()} />
      </Page>
    );
  }
  if (!found.data) return <Page title={t("documents.title")} back={back} width="wide"><Skeleton className="h-96" /></Page>;
  return <Opened document={found.data} />;
}

function Opened({ document }: { document: ReadDocument }): ReactNode {
  const { t } = useTranslation("career");
  const sections = useQuery({ queryKey: [...sectionsKey, currentLanguage()], queryFn: listSections, staleTime: Infinity });
  const [picked, setPicked] = useState<number | null>(null);
  const title = document.title || t("document.untitled");
  return (
    <Page title={title} lead={`${t(`kind.${document.kind}`)}${document.source_name ? ` · ${document.source_name}` : ""}`} back={{ to: paths.career, label: t("document.back") }} width="wide" actions={<Deeds document={document} />}>
      <Manage document={document} />
      {document.notes.map((note) => (
        <Notice key={note} tone="warn">{note}</Notice>
      ))}
      {!document.has_source && !document.is_form && <Notice>{t("document.noSource")}</Notice>}
      <Flags document={document} />
      <div className="grid gap-8 lg:grid-cols-2">
        <Section title={t("document.fields")} lead={document.is_form ? undefined : t("document.fieldsLead")} className="min-w-0">
          {!document.is_form && (
            <details className="text-sm text-muted">
              <summary className="cursor-pointer font-semibold">{t("document.howSure")}</summary>
              <p className="mt-1">{t("document.howSureLead")}</p>
            </details>
          )}
          {sections.error ? (
            <ErrorNotice error={sections.error} onRetry={() => void sections.refetch()} />
          ) : sections.data ? (
            <Fields key={document.revision} document={document} names={sections.data} picked={picked} onPick={setPicked} />
          ) : (
            <Skeleton className="h-64" />
          )}
        </Section>
        <Section title={t(document.is_form ? "document.textForm" : "document.text")} className="min-w-0 lg:sticky lg:top-20 lg:self-start">
          <DocumentText document={document} picked={picked} />
        </Section>
      </div>
    </Page>
  );
}

function Deeds({ document }: { document: ReadDocument }): ReactNode {
  const { t } = useTranslation("career");
  return (
    <>
      <ButtonLink variant="secondary" to={paths.evaluation(document.id)} data-testid="evaluate">
        <ClipboardCheck aria-hidden="true" />
        {t("document.evaluate")}
      </ButtonLink>
      <ButtonLink to={paths.interviewAbout(document.id)} data-testid="interview-about">
        <MessagesSquare aria-hidden="true" />
        {t("document.interview")}
      </ButtonLink>
    </>
  );
}

function Manage({ document }: { document: ReadDocument }): ReactNode {
  const { t } = useTranslation("career");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const again = async (): Promise<void> => {
    queries.setQueryData(documentKey(document.id), await readAgain(document.id, document.revision));
  };
  const remove = async (): Promise<void> => {
    await deleteDocument(document.id);
    await queries.invalidateQueries({ queryKey: documentsKey });
    await navigate(paths.career);
  };
  return (
    <div className="flex flex-wrap gap-1">
      <Rename document={document} />
      {document.has_source && (
        <Button asChild variant="quiet" size="sm">
          <a href={sourceUrl(document.id)} download>
            <Download aria-hidden="true" />
            {t("document.source")}
          </a>
        </Button>
      )}
      {!document.is_form && (
        <Confirm
          title={t("document.rereadTitle")}
          deed={t("document.reread")}
          variant="primary"
          onConfirm={again}
          trigger={(open) => (
            <Button variant="quiet" size="sm" onClick={open} data-testid="read-again">
              <RefreshCw aria-hidden="true" />
              {t("document.reread")}
            </Button>
          )}
        >
          <p>{t("document.rereadLead")}</p>
        </Confirm>
      )}
      <Confirm
        title={t("document.deleteTitle")}
        deed={t("document.delete")}
        onConfirm={remove}
        trigger={(open) => (
          <Button variant="quiet" size="sm" onClick={open} data-testid="delete-document">
            <Trash2 aria-hidden="true" />
            {t("document.delete")}
          </Button>
        )}
      >
        <p>{t("document.deleteLead")}</p>
      </Confirm>
    </div>
  );
}

function Rename({ document }: { document: ReadDocument }): ReactNode {
  const { t } = useTranslation("career");
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState(document.title);
  const save = useMutation({
    mutationFn: () => changeDocument(document.id, { revision: document.revision, title }),
    onSuccess: (changed) => {
      queries.setQueryData(documentKey(document.id), changed);
      setOpen(false);
    },
  });
  const deed = (
    <Button busy={save.isPending} disabled={title.trim() === ""} onClick={() => save.mutate()}>
      {t("edit.save")}
    </Button>
  );
  return (
    <>
      <Button variant="quiet" size="sm" onClick={() => setOpen(true)}>
        <Pencil aria-hidden="true" />
        {t("document.rename")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("document.renameTitle")} actions={deed}>
        <TextField label={t("bring.titleLabel")} most={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        {save.error && <ErrorNotice error={save.error} />}
      </Dialog>
    </>
  );
}

function Flags({ document }: { document: ReadDocument }): ReactNode {
  const { t } = useTranslation("career");
  if (document.flagged.length === 0) return null;
  return (
    <Card className="flex flex-col gap-3 border-warn" data-testid="flags">
      <h2 className="flex items-center gap-2 text-lg">
        <TriangleAlert aria-hidden="true" className="size-5 shrink-0 text-warn" />
        {t("flags.title", { count: document.flagged.length })}
      </h2>
      <p className="text-muted">{t("flags.lead")}</p>
      <ul className="grid gap-x-8 gap-y-3 md:grid-cols-2">
        {document.flagged.map((flag, index) => (
          <li key={index} className="min-w-0">
            <p>
              <span className="font-semibold">{flag.name}</span>{" "}
              <q className="break-words">{flag.quote.replaceAll("\t", " ") || t("flags.picture")}</q>
            </p>
            <p className="text-sm text-muted">{flag.law}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
