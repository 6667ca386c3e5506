import { useMutation } from "@tanstack/react-query";
import { Copy, Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import { Button, Checkbox, ErrorNotice, Notice, Page } from "@/components";

async function makeCodes(): Promise<string[]> {
  return (await call<{ codes: string[] }>("POST", "/accounts/me/recovery-codes")).codes;
}

function Keep({ codes }: { codes: string[] }): ReactNode {
  const { t } = useTranslation("accounts");
  const [copied, setCopied] = useState(false);
  const text = codes.join("\n");
  const copy = (): void => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "visavis-recovery-codes.txt" });
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="secondary" onClick={copy}>
        <Copy aria-hidden="true" />
        {t(copied ? "common:action.copied" : "common:action.copy")}
      </Button>
      <Button variant="secondary" onClick={save}>
        <Download aria-hidden="true" />
        {t("codes.save")}
      </Button>
    </div>
  );
}

/** The eight codes, shown once, and how to keep them. */
export function CodesBox({ codes }: { codes: string[] }): ReactNode {
  return (
    <>
      <ol className="grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-x-4 gap-y-2 whitespace-nowrap rounded-2xl bg-sunken p-4 font-mono text-base">
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ol>
      <Keep codes={codes} />
    </>
  );
}

/** After joining: the codes that replace a forgotten password (there is no e-mail to send one to). */
export function RecoveryCodes({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation("accounts");
  const [kept, setKept] = useState(false);
  const make = useMutation({ mutationFn: makeCodes });
  return (
    <Page title={t("codes.title")} lead={t("codes.lead")} width="narrow">
      {make.data ? (
        <>
          <CodesBox codes={make.data} />
          <Notice tone="warn">{t("codes.once")}</Notice>
          <Checkbox checked={kept} onChange={setKept} label={t("codes.kept")} />
          <Button size="lg" disabled={!kept} onClick={onDone}>
            {t("codes.go")}
          </Button>
        </>
      ) : (
        <>
          {make.isError && <ErrorNotice error={make.error} />}
          <Button size="lg" busy={make.isPending} onClick={() => make.mutate()}>
            {t("codes.make")}
          </Button>
          <Button variant="quiet" onClick={onDone}>
            {t("codes.later")}
          </Button>
        </>
      )}
    </Page>
  );
}
