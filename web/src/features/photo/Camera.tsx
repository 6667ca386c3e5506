import { Camera as CameraIcon, Timer } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice, Spinner } from "@/components";
import { classes } from "@/lib/classes";
import { browserFamily, type MediaFailure } from "@/lib/media/failure";
import { grabJpeg } from "@/lib/media/frame";
import { showStream } from "@/lib/media/stream";
import { useCamera } from "@/lib/media/useCamera";
import { useFaceCheck } from "@/lib/media/useFaceCheck";

import { judge, oval, type Pose } from "./pose";

interface Props {
  onPicture: (picture: Blob) => void;
  onCancel: () => void;
}

const largestSidePx = 2560;
const countFrom = 3;
/** Of wider pictures the sides are not shown; the whole height always is, so that the oval is where it is judged to be. */
const widest = 4 / 3;

/** The live picture as in a mirror, with an oval for the face, a line for the eyes, and one hint at a time. */
export function Camera({ onPicture, onCancel }: Props): ReactNode {
  const { t } = useTranslation("photo");
  const { stream, failure, retry } = useCamera();
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [ratio, setRatio] = useState(4 / 3);
  useEffect(() => showStream(video, stream), [video, stream]);
  const check = useFaceCheck(video, stream !== null);
  const pose = judge(check);
  const told = pose === "server" ? check?.advice.find((one) => one.code !== "ok")?.message : undefined;
  const take = async (): Promise<void> => {
    const jpeg = video && (await grabJpeg(video, largestSidePx, 0.95));
    if (jpeg) onPicture(jpeg);
  };
  useEffect(() => {
    if (left === null) return;
    const timer = setTimeout(() => {
      if (left > 1) return setLeft(left - 1);
      setLeft(null);
      void take();
    }, 1000);
    return () => clearTimeout(timer);
  });
  if (failure) return <Refused failure={failure} onRetry={retry} onCancel={onCancel} />;
  return (
    <div className="mx-auto flex w-full max-w-3xl flex-col gap-4">
      <div
        className="relative mx-auto max-h-[75dvh] max-w-full overflow-hidden rounded-3xl bg-black shadow-lift"
        style={{ aspectRatio: ratio, width: `min(100%, ${75 * ratio}dvh)` }}
        data-testid="camera"
        data-pose={pose}
      >
        <video
          ref={setVideo}
          muted
          playsInline
          autoPlay
          onLoadedMetadata={(event) => setRatio(Math.min(widest, event.currentTarget.videoWidth / event.currentTarget.videoHeight))}
          className="size-full -scale-x-100 object-cover"
          aria-label={t("camera.label")}
        />
        <Guide pose={pose} ratio={ratio} />
        {!stream && (
          <span className="absolute inset-0 flex items-center justify-center gap-3 text-white">
            <Spinner /> {t("camera.opening")}
          </span>
        )}
        {left !== null && <span className="absolute inset-0 grid place-items-center text-[9rem] font-bold text-white [text-shadow:0_2px_24px_rgb(0_0_0/0.6)]">{left}</span>}
        {stream && (
          <p
            role="status"
            className="absolute inset-x-3 bottom-3 mx-auto w-fit max-w-[92%] rounded-full bg-black/70 px-4 py-2 text-center text-sm font-semibold text-white backdrop-blur sm:text-base"
            data-testid="pose-hint"
          >
            {told ?? t(`camera.pose.${pose}`)}
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-center gap-2">
        <Button variant="quiet" onClick={onCancel}>
          {t("camera.cancel")}
        </Button>
        <Button variant="secondary" disabled={!stream || left !== null} onClick={() => setLeft(countFrom)} data-testid="take-later">
          <Timer aria-hidden="true" />
          {t("camera.timer", { seconds: countFrom })}
        </Button>
        <Button size="lg" disabled={!stream || left !== null} onClick={() => void take()} data-testid="take">
          <CameraIcon aria-hidden="true" />
          {t("camera.take")}
        </Button>
      </div>
    </div>
  );
}

/** In hundredths of the picture's height, so that the oval stays one. */
function Guide({ pose, ratio }: { pose: Pose; ratio: number }): ReactNode {
  const isReady = pose === "ready";
  const ry = oval.height * 62;
  const y = oval.y * 100 - 4;
  return (
    <svg
      aria-hidden="true"
      viewBox={`${-50 * ratio} 0 ${100 * ratio} 100`}
      className={classes("pointer-events-none absolute inset-0 size-full transition-colors", isReady ? "text-[#96d29c]" : "text-white/85")}
      fill="none"
      stroke="currentColor"
      strokeWidth={isReady ? 0.9 : 0.6}
    >
      <ellipse cx={0} cy={y} rx={ry * 0.74} ry={ry} strokeDasharray={isReady ? undefined : "2 1.6"} />
      <line x1={-ry * 0.5} x2={ry * 0.5} y1={oval.y * 100 - 5} y2={oval.y * 100 - 5} strokeDasharray="1 1" />
      <path d={`M -48 101 C -44 ${y + ry + 8} -18 ${y + ry + 9} -11 ${y + ry + 1} M 48 101 C 44 ${y + ry + 8} 18 ${y + ry + 9} 11 ${y + ry + 1}`} strokeDasharray="2 1.6" />
    </svg>
  );
}

function Refused({ failure, onRetry, onCancel }: { failure: MediaFailure; onRetry: () => void; onCancel: () => void }): ReactNode {
  const { t } = useTranslation("photo");
  const actions = (
    <>
      <Button onClick={onRetry}>{t("camera.retry")}</Button>
      <Button variant="secondary" onClick={onCancel}>
        {t("camera.file")}
      </Button>
    </>
  );
  return (
    <div data-testid="camera-failure" data-failure={failure}>
      <Notice tone="warn" title={t(`failure.${failure}.title`, { ns: "devices" })} action={actions} className="rounded-3xl p-6">
        <p>{t(`camera.failure.${failure === "refused" ? "refused" : "other"}`)}</p>
        {failure === "refused" && <p className="mt-2">{t(`failure.permission.${browserFamily()}`, { ns: "devices" })}</p>}
      </Notice>
    </div>
  );
}
