import { ScanFace } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Spinner } from "@/components";
import { classes } from "@/lib/classes";
import { showStream } from "@/lib/media/stream";
import { useFaceCheck, type FaceBox } from "@/lib/media/useFaceCheck";

/** The live picture as in a mirror, with the found face framed and one piece of advice at a time. */
export function Picture({ stream }: { stream: MediaStream | null }): ReactNode {
  const { t } = useTranslation("devices");
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  useEffect(() => showStream(video, stream), [video, stream]);
  const check = useFaceCheck(video, stream !== null);
  const advice = check?.advice.find((one) => one.code !== "ok") ?? null;
  const isGood = check !== null && advice === null;
  return (
    <div className="relative aspect-[4/3] overflow-hidden rounded-3xl bg-black shadow-lift sm:aspect-video" data-testid="picture">
      <video ref={setVideo} muted playsInline autoPlay className="size-full -scale-x-100 object-cover" aria-label={t("picture.label")} />
      {stream === null && (
        <div className="absolute inset-0 grid place-items-center text-white">
          <span className="flex items-center gap-3 px-6">
            <Spinner /> {t("picture.opening")}
          </span>
        </div>
      )}
      {check?.box && <Frame box={check.box} isGood={isGood} video={video} />}
      {stream && (
        <p
          role="status"
          data-testid="advice"
          data-code={advice?.code ?? (isGood ? "ok" : "looking")}
          className="absolute inset-x-3 bottom-3 mx-auto flex w-fit max-w-[92%] items-center gap-2 rounded-full bg-black/70 px-4 py-2 text-sm font-semibold text-white backdrop-blur sm:text-base"
        >
          <ScanFace aria-hidden="true" className={classes("size-5 shrink-0", isGood ? "text-[#96d29c]" : "text-[#ecc264]")} />
          {advice?.message ?? t(isGood ? "picture.good" : "picture.looking")}
        </p>
      )}
    </div>
  );
}

/** Four corners around the face. The video is cropped to its frame (`object-cover`) and mirrored; so is the box. */
function Frame({ box, isGood, video }: { box: FaceBox; isGood: boolean; video: HTMLVideoElement | null }): ReactNode {
  const place = onScreen(box, video);
  const corner = "absolute size-7 border-current";
  return (
    <div
      aria-hidden="true"
      className={classes("absolute transition-all duration-200", isGood ? "text-[#96d29c]" : "text-[#ecc264]")}
      style={{ left: `${place.x * 100}%`, top: `${place.y * 100}%`, width: `${place.w * 100}%`, height: `${place.h * 100}%` }}
    >
      <i className={classes(corner, "left-0 top-0 rounded-tl-2xl border-l-[3px] border-t-[3px]")} />
      <i className={classes(corner, "right-0 top-0 rounded-tr-2xl border-r-[3px] border-t-[3px]")} />
      <i className={classes(corner, "bottom-0 left-0 rounded-bl-2xl border-b-[3px] border-l-[3px]")} />
      <i className={classes(corner, "bottom-0 right-0 rounded-br-2xl border-b-[3px] border-r-[3px]")} />
    </div>
  );
}

function onScreen(box: FaceBox, video: HTMLVideoElement | null): FaceBox {
  const mirrored = { ...box, x: 1 - box.x - box.w };
  if (!video || video.videoWidth === 0) return mirrored;
  const shown = video.clientWidth / video.clientHeight;
  const taken = video.videoWidth / video.videoHeight;
  const stretchX = Math.max(1, taken / shown);
  const stretchY = Math.max(1, shown / taken);
  return {
    x: (mirrored.x - 0.5) * stretchX + 0.5,
    y: (mirrored.y - 0.5) * stretchY + 0.5,
    w: mirrored.w * stretchX,
    h: mirrored.h * stretchY,
  };
}
