import { Copy } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice } from "@/components";
import { dateWords } from "@/lib/figures";

/** A link that is shown this once, with the day until which it works. */
export function LinkBox({ title, url, expiresAt }: { title: string; url: string; expiresAt: string }): ReactNode {
  const { t } = useTranslation("admin");
  const [copied, setCopied] = useState(false);
  return (
    <Notice
      tone="good"
      title={title}
      action={
        <Button variant="secondary" size="sm" onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}>
          <Copy aria-hidden="true" />
          {t(copied ? "common:action.copied" : "common:action.copy")}
        </Button>
      }
    >
      <p className="select-all break-all font-mono text-sm">{url}</p>
      <p className="text-sm">{t("link.once", { date: dateWords(expiresAt, true) })}</p>
    </Notice>
  );
}
