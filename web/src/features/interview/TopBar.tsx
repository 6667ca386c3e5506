import { Captions, CaptionsOff, Pause, Video, VideoOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, KeyHint } from "@/components";

import { UploadBadge, type UploadBadgeProps } from "./UploadBadge";
import type { Place } from "./place";

interface Props {
  place: Place;
  uploads: UploadBadgeProps;
  hasCaptions: boolean;
  onCaptions: () => void;
  canShowSelf: boolean;
  showsSelf: boolean;
  onShowSelf: () => void;
  onPause: () => void;
}

export function TopBar(props: Props): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <div className="absolute inset-x-0 top-0 z-10 flex items-center gap-2 px-4 py-3 text-white sm:px-6">
      <div className="flex min-h-11 min-w-0 items-center gap-2 rounded-xl bg-black/55 px-3 backdrop-blur">
        <p className="whitespace-nowrap text-sm font-semibold tabular-nums sm:text-base" data-testid="position">
          {t(props.place.isFollowUp ? "room.followUp" : "room.question", { number: props.place.number, count: props.place.count })}
        </p>
        <UploadBadge place="top" {...props.uploads} />
      </div>
      <div className="ml-auto flex gap-1.5">
        <Button variant="onVideo" className="px-3" aria-pressed={props.hasCaptions} onClick={props.onCaptions} aria-label={t("room.captions")}>
          {props.hasCaptions ? <Captions /> : <CaptionsOff />}
          <KeyHint>C</KeyHint>
        </Button>
        {props.canShowSelf && (
          <Button variant="onVideo" className="px-3" aria-pressed={props.showsSelf} onClick={props.onShowSelf} aria-label={t("room.showSelf")}>
            {props.showsSelf ? <Video /> : <VideoOff />}
            <KeyHint>V</KeyHint>
          </Button>
        )}
        <Button variant="onVideo" className="px-3" onClick={props.onPause} aria-label={t("room.pause")}>
          <Pause />
          <KeyHint>Esc</KeyHint>
        </Button>
      </div>
    </div>
  );
}
