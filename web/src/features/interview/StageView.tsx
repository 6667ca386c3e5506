import type { ReactNode } from "react";

import { VirtualBadge } from "@/components";

import { PanelView } from "./PanelView";
import { SeatView } from "./SeatView";
import type { Seat } from "./api";
import type { ClipShelf } from "./clips";
import type { TableHandle } from "./useStage";

interface StageProps {
  seats: readonly Seat[];
  /** The seat that speaks, or spoke last: on a phone it is the large one. */
  speaker: number;
  isSpeaking: boolean;
  clips: ClipShelf;
  sit: TableHandle["sit"];
  isInLobby: boolean;
}

/** One interviewer fills the window; a panel sits side by side. */
export function StageView({ seats, speaker, isSpeaking, clips, sit, isInLobby }: StageProps): ReactNode {
  const [only] = seats;
  if (only && seats.length === 1)
    return (
      <SeatView seat={only} clips={clips} sit={sit} className="inset-0 [--square:min(100dvh,160vw)]">
        {!only.gone && <VirtualBadge className="bottom-auto left-4 top-[4.25rem] z-[4] sm:left-6" />}
      </SeatView>
    );
  return <PanelView seats={seats} speaker={speaker} isSpeaking={isSpeaking} clips={clips} sit={sit} isBesideLobby={isInLobby} />;
}
