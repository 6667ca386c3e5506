import { Play, RotateCcw } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";
import { recordSample, sampleS } from "@/lib/media/sample";

/** Two seconds of oneself, played back at once: the surest check that picture and sound arrive. Nothing is sent. */
export function Sample({ stream, hasVideo }: { stream: MediaStream; hasVideo: boolean }): ReactNode {
  const { t } = useTranslation("devices");
  const [busy, setBusy] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url);
  }, [url]);
  const record = (): void => {
    setBusy(true);
    setFailed(false);
    recordSample(stream, hasVideo)
      .then((blob) => setUrl(URL.createObjectURL(blob)), () => setFailed(true))
      .finally(() => setBusy(false));
  };
  const looks = "w-full rounded-2xl bg-black";
  return (
    <div className="flex flex-col gap-3">
      <Button variant="secondary" busy={busy} onClick={record}>
        {!busy && (url ? <RotateCcw aria-hidden="true" /> : <Play aria-hidden="true" />)}
        {t(busy ? "sample.recording" : url ? "sample.again" : "sample.record", { seconds: sampleS })}
      </Button>
      {failed && <p className="text-sm text-danger">{t("sample.failed")}</p>}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- two seconds of oneself, never kept */}
      {url && hasVideo && <video data-testid="sample" className={looks} src={url} controls autoPlay playsInline aria-label={t("sample.label")} />}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- as above */}
      {url && !hasVideo && <audio data-testid="sample" className="w-full" src={url} controls autoPlay aria-label={t("sample.label")} />}
    </div>
  );
}
