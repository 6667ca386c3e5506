import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Turn } from "./turns";

interface Props {
  turn: Extract<Turn, { kind: "other" }>;
  isPaused: boolean;
  onEnd: () => void;
}

/** A simulated candidate answers, small and at the side; the card says that nobody real speaks. */
export function OthersView({ turn, isPaused, onEnd }: Props): ReactNode {
  const { t } = useTranslation("panel");
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  useEffect(() => {
    if (isPaused) video?.pause();
    else void video?.play().catch(onEnd);
  }, [video, isPaused, onEnd]);
  return (
    <figure
      data-testid="other-candidate"
      className="absolute bottom-[13rem] right-4 z-[11] w-32 overflow-hidden rounded-2xl bg-black shadow-lift ring-2 ring-[#ecc264] sm:bottom-[8rem] sm:right-6 sm:w-40 xl:bottom-6 xl:w-44"
    >
      {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its words are shown below the room's captions */}
      <video ref={setVideo} src={turn.url} poster={turn.candidate.portrait_url} playsInline onEnded={onEnd} onError={onEnd} className="aspect-square w-full object-cover" />
      <figcaption className="flex flex-col px-3 py-2 text-white">
        <span className="truncate font-semibold leading-tight">{turn.candidate.name}</span>
        <span className="text-sm leading-tight text-[#ecc264]">{t("other.label")}</span>
      </figcaption>
    </figure>
  );
}
