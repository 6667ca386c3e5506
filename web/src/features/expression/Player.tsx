import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { clockTime } from "@/lib/figures";

import { useShown } from "./useShown";

export type Seek = (timeS: number) => void;

type Video = HTMLVideoElement | null;

interface Playing {
  video: Video;
  setVideo: (video: Video) => void;
  isBroken: boolean;
  setBroken: (isBroken: boolean) => void;
  seek: Seek;
}

/** A player, and how to go to a moment in it. */
export function usePlayer(): Playing {
  const [video, setVideo] = useState<Video>(null);
  const [isBroken, setBroken] = useState(false);
  const seek = (timeS: number): void => {
    if (!video) return;
    goTo(video, timeS);
  };
  return { video, setVideo, isBroken, setBroken, seek };
}

function goTo(video: HTMLVideoElement, timeS: number): void {
  video.currentTime = timeS;
  video.scrollIntoView({ block: "nearest" });
  // A browser may refuse to play by itself: the picture then stands at the moment.
  void video.play().catch(() => undefined);
}

interface PlayerProps {
  file: File;
  playing: Playing;
}

/** The clip as it lies on the user's machine: nothing is fetched for it. */
export function Player({ file, playing: { video, setVideo, setBroken } }: PlayerProps): ReactNode {
  const { t } = useTranslation("expression");
  const show = useShown(file);
  useEffect(() => show(video), [show, video]);
  return (
    <div className="flex flex-col gap-2">
      {/* What the user brought has no captions of its own. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      <video ref={setVideo} controls playsInline preload="metadata" onError={() => setBroken(true)} className="max-h-[50dvh] w-full rounded-2xl bg-black" aria-label={t("clip.player", { name: file.name })} data-testid="player" />
      <p className="text-sm text-muted">{t("clip.press")}</p>
    </div>
  );
}

/** From when to when; pressed, the player goes there. */
export function Moment({ startS, endS, onSeek }: { startS: number; endS: number; onSeek: Seek | null }): ReactNode {
  const words = `${clockTime(startS, true)}–${clockTime(endS, true)}`;
  if (!onSeek) return <span className="tabular-nums text-muted">{words}</span>;
  return (
    <button type="button" onClick={() => onSeek(startS)} className="min-h-9 font-semibold tabular-nums text-accent-strong underline-offset-4 hover:underline">
      {words}
    </button>
  );
}
