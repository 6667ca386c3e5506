import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp, ShieldCheck } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { Button, ButtonLink, Dialog, DropZone, ErrorNotice, Section, Segmented, TextArea, TextField } from "@/components";
import { paths } from "@/lib/paths";

import { bringDocument, documentKey, kinds, pasteDocument, type Kind, type ReadDocument } from "./api";

/** A file, a pasted text or the form becomes a document. */
export function Bring(): ReactNode {
  const { t } = useTranslation("career");
  const opened = useOpen();
  const [kind, setKind] = useState<Kind>("resume");
  const bring = useMutation({ mutationFn: (file: File) => bringDocument(file, kind), onSuccess: opened });
  return (
    <Section title={t("bring.title")}>
      <KindChoice value={kind} onChange={setKind} />
      <DropZone
        icon={FileUp}
        title={t(bring.isPending ? "bring.reading" : "bring.drop")}
        hint={t("bring.formats")}
        accept=".pdf,.docx,.hwp,.hwpx,.txt,.md"
        busy={bring.isPending}
        onFiles={([file]) => file && bring.mutate(file)}
        className="min-h-48"
        testId="drop-document"
        inputTestId="document-file"
      />
      {bring.error && (
        <div data-testid="refusal">
          <ErrorNotice error={bring.error} />
        </div>
      )}
      <p className="flex gap-2 text-sm text-muted">
        <ShieldCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
        {t("bring.privacy")}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <span className="font-semibold">{t("bring.other")}</span>
        <ButtonLink variant="secondary" to={paths.newDocument} data-testid="use-form">
          {t("bring.form")}
        </ButtonLink>
        <Paste kind={kind} />
      </div>
    </Section>
  );
}

export function KindChoice({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }): ReactNode {
  const { t } = useTranslation("career");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="font-semibold">{t("kind.label")}</span>
      <Segmented label={t("kind.label")} value={value} onChange={onChange} choices={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
    </div>
  );
}

function Paste({ kind }: { kind: Kind }): ReactNode {
  const { t } = useTranslation("career");
  const opened = useOpen();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [text, setText] = useState("");
  const paste = useMutation({ mutationFn: () => pasteDocument({ title, kind, text }), onSuccess: opened });
  const deed = (
    <Button busy={paste.isPending} disabled={text.trim() === ""} onClick={() => paste.mutate()}>
      {t("bring.pasteDeed")}
    </Button>
  );
  return (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)} data-testid="use-paste">
        {t("bring.paste")}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("bring.pasteTitle")} actions={deed}>
        <TextField label={t("bring.titleLabel")} hint={t("bring.titleHint")} most={120} value={title} onChange={(event) => setTitle(event.target.value)} />
        <TextArea label={t("bring.pasteLabel")} rows={12} value={text} onChange={(event) => setText(event.target.value)} data-testid="pasted" />
        {paste.error && <ErrorNotice error={paste.error} />}
      </Dialog>
    </>
  );
}

/** Goes on to a document that was just kept. */
export function useOpen(): (document: ReadDocument) => void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (document) => {
    queries.setQueryData(documentKey(document.id), document);
    void navigate(paths.document(document.id));
  };
}
