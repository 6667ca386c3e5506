import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";
import { showStream } from "@/lib/media/stream";

interface Props {
  stream: MediaStream;
  isRecording: boolean;
  /** Stands still: showing every picture would cost the recorder some of them. */
  isStill: boolean;
  /** At the bottom of a wide window, where it hides nobody of a panel. */
  isLow: boolean;
}

/** Oneself, small and mirrored. Some people speak better without it: it can be hidden. */
export function SelfView({ stream, isRecording, isStill, isLow }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  useEffect(() => showStream(video, stream), [video, stream]);
  useEffect(() => (video ? moveOrStand(video, isStill) : undefined), [video, isStill]);
  return (
    <div
      data-testid="self-view"
      data-still={isStill}
      className={classes(
        "absolute right-4 top-[4.25rem] z-10 w-20 overflow-hidden rounded-2xl bg-black shadow-lift sm:right-6",
        isLow ? "sm:w-32 xl:bottom-8 xl:left-6 xl:right-auto xl:top-auto xl:w-56" : "sm:w-56",
        isRecording && "ring-2 ring-[#ff6b57]",
      )}
    >
      <video ref={setVideo} muted playsInline autoPlay aria-label={t("room.self")} className="aspect-[3/4] w-full -scale-x-100 object-cover sm:aspect-video" />
      {isStill && <p className="absolute inset-x-0 bottom-0 bg-black/70 px-2 py-1 text-center text-xs text-white max-sm:sr-only">{t("room.still")}</p>}
    </div>
  );
}

/** A picture that stands still is one that was seen: before the first one there is only black. */
function moveOrStand(video: HTMLVideoElement, isStill: boolean): (() => void) | undefined {
  if (!isStill) {
    void video.play().catch(() => undefined); // not yet there, or gone again: then it plays by itself, or needn't
    return undefined;
  }
  if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
    video.pause();
    return undefined;
  }
  const stand = (): void => video.pause();
  video.addEventListener("timeupdate", stand, { once: true }); // something has been shown by then
  return () => video.removeEventListener("timeupdate", stand);
}
