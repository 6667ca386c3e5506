import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";
import { showStream } from "@/lib/media/stream";

/** Oneself, small and mirrored. Some people speak better without it: it can be hidden. */
export function SelfView({ stream, isRecording }: { stream: MediaStream; isRecording: boolean }): ReactNode {
  const { t } = useTranslation("interview");
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  useEffect(() => showStream(video, stream), [video, stream]);
  return (
    <div
      data-testid="self-view"
      className={classes(
        "absolute right-4 top-[4.25rem] z-10 w-20 overflow-hidden rounded-2xl bg-black shadow-lift sm:right-6 sm:w-56",
        isRecording && "ring-2 ring-[#ff6b57]",
      )}
    >
      <video ref={setVideo} muted playsInline autoPlay aria-label={t("room.self")} className="aspect-[3/4] w-full -scale-x-100 object-cover sm:aspect-video" />
    </div>
  );
}
