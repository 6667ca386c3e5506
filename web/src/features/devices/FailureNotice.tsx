import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice } from "@/components";
import type { AnswerMode } from "@/lib/media/choice";
import { browserFamily, type MediaFailure } from "@/lib/media/failure";
import { useMeta } from "@/lib/useMeta";

interface Props {
  failure: MediaFailure;
  mode: AnswerMode;
  onRetry: () => void;
  onMode: (mode: AnswerMode) => void;
}

/** What went wrong with the devices, what to do about it, and the way on without them. */
export function FailureNotice({ failure, mode, onRetry, onMode }: Props): ReactNode {
  const { t } = useTranslation("devices");
  const canRetry = failure !== "insecure_origin" && failure !== "unsupported_browser";
  const canSpeak = mode === "video" && (failure === "no_camera" || failure === "in_use" || failure === "device_gone");
  const action = (
    <>
      {canRetry && <Button onClick={onRetry}>{t("failure.retry")}</Button>}
      {canSpeak && (
        <Button variant="secondary" onClick={() => onMode("voice")}>
          {t("failure.voiceOnly")}
        </Button>
      )}
      <Button variant="secondary" onClick={() => onMode("typed")}>
        {t("failure.typed")}
      </Button>
    </>
  );
  return (
    <div data-testid="failure" data-failure={failure}>
      <Notice tone="warn" title={t(`failure.${failure}.title`)} action={action} className="rounded-3xl p-6">
        <p>{t(`failure.${failure}.todo`)}</p>
        {failure === "refused" && <p className="mt-2">{t(`failure.permission.${browserFamily()}`)}</p>}
        {failure === "insecure_origin" && <SecureAddresses />}
      </Notice>
    </div>
  );
}

function SecureAddresses(): ReactNode {
  const { t } = useTranslation("devices");
  const meta = useMeta();
  const secure = (meta?.lan_urls ?? []).filter((url) => url.startsWith("https:"));
  if (secure.length === 0) return <p className="mt-2">{t("failure.startLan")}</p>;
  return (
    <p className="mt-2">
      {t("failure.secureAddress")}{" "}
      {secure.map((url) => (
        <a key={url} className="link mr-3" href={url}>
          {url}
        </a>
      ))}
    </p>
  );
}
