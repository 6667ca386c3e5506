import { Download } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice } from "@/components";
import { fileOf } from "@/lib/recorder/file";
import type { LocalTake } from "@/lib/recorder/take";
import { recordings } from "@/lib/upload/service";

interface Props {
  takes: readonly LocalTake[];
  onAgain: () => void;
  onAnyway: () => void;
}

/** Recordings that the server would not take: they can be sent again, taken away, or left behind knowingly. */
export function Refused({ takes, onAgain, onAnyway }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const reasons = [...new Set(takes.map((take) => take.problem))];
  const actions = (
    <>
      <Button onClick={onAgain} data-testid="send-again">
        {t("leaving.again")}
      </Button>
      {takes.map((take) => (
        <SaveFile key={take.key} take={take} />
      ))}
      <Button variant="secondary" onClick={onAnyway}>
        {t("leaving.anyway")}
      </Button>
    </>
  );
  return (
    <div data-testid="refused">
      <Notice tone="warn" title={t("leaving.refused")} action={actions}>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        <p>{t("leaving.refusedLead")}</p>
      </Notice>
    </div>
  );
}

/** A link to the take as a file. Nothing where only part of it is here: that would not play. */
function SaveFile({ take }: { take: LocalTake }): ReactNode {
  const { t } = useTranslation("interview");
  const url = useFileUrl(take);
  if (url === null) return null;
  const number = take.questionIndex + 1;
  return (
    <Button variant="secondary" asChild>
      <a href={url} download={`visavis-${number}.${take.mime.includes("mp4") ? "mp4" : "webm"}`} data-testid="download-take">
        <Download aria-hidden="true" />
        {t("leaving.download", { number })}
      </a>
    </Button>
  );
}

function useFileUrl(take: LocalTake): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let isGone = false;
    void recordings()
      .then(({ store }) => fileOf(store, take))
      .then((file) => {
        if (isGone || !file) return;
        made = URL.createObjectURL(file);
        setUrl(made);
      });
    return () => {
      isGone = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [take]);
  return url;
}
