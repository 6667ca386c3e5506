import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components";
import { classes } from "@/lib/classes";

import type { ReplayClock } from "./clock";

interface ReplayProps {
  url: string;
  clock: ReplayClock;
  hasVideo: boolean;
}

/** The recording. On a phone it stays in sight while the timeline scrolls below it. */
export function Replay({ url, clock, hasVideo }: ReplayProps): ReactNode {
  const { t } = useTranslation("report");
  const player = useRef<HTMLVideoElement>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => (player.current ? clock.attach(player.current) : undefined), [clock]);
  return (
    <div className="flex flex-col gap-2 max-lg:sticky max-lg:top-16 max-lg:z-20 max-lg:-mx-4 max-lg:bg-paper max-lg:px-4 max-lg:py-2">
      {/* Captions: the transcript, where there is one, stands beside the replay. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={player}
        src={url}
        controls
        playsInline
        preload="auto"
        aria-label={t("answer.replay")}
        onError={() => setBroken(true)}
        className={classes("w-full rounded-2xl bg-black", hasVideo ? "aspect-video max-lg:max-h-[38dvh]" : "h-20")}
      />
      {broken && <Notice tone="danger">{t("answer.replayBroken")}</Notice>}
    </div>
  );
}
