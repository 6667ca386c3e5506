import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { VirtualBadge } from "@/components";
import { classes } from "@/lib/classes";

import { SeatView } from "./SeatView";
import type { Seat } from "./api";
import type { ClipShelf } from "./clips";
import type { TableHandle } from "./useStage";

interface Props {
  seats: readonly Seat[];
  speaker: number;
  isSpeaking: boolean;
  clips: ClipShelf;
  sit: TableHandle["sit"];
  /** The lobby's card stands at the right of a wide window: they sit closer together, so that it hides nobody. */
  isBesideLobby: boolean;
}

/** Where a seat is: beside the others, or on a phone the speaker behind everything and the others small above it. */
function placeOf(seat: Seat, isLarge: boolean): string {
  const beside =
    "sm:inset-y-0 sm:left-[calc(100%/var(--seats)*var(--place))] sm:right-auto sm:h-auto sm:w-[calc(100%/var(--seats))] sm:rounded-none sm:[--square:min(100dvh,calc(1.5*var(--wide)/var(--seats)))]";
  const large = "max-sm:inset-0 max-sm:[--square:min(100dvh,160vw)]";
  const small = "max-sm:left-4 max-sm:z-[5] max-sm:size-20 max-sm:rounded-2xl max-sm:shadow-lift max-sm:[--square:5rem]";
  return classes(beside, isLarge ? large : small, seat.number > 0 && "sm:border-l sm:border-black/40");
}

/** A picture of its own beside the card, as high as they and their name plates need. */
const besideLobby =
  "lg:inset-y-auto lg:left-[3vw] lg:top-1/2 lg:h-[calc(1.395*var(--wide)/var(--seats)+6.5rem)] lg:max-h-dvh lg:-translate-y-1/2 lg:overflow-hidden lg:rounded-3xl lg:[--wide:calc(89vw-29rem)]";

/** Two or three interviewers side by side; whoever speaks is marked. */
export function PanelView({ seats, speaker, isSpeaking, clips, sit, isBesideLobby }: Props): ReactNode {
  const waiting = seats.filter((seat) => seat.number !== speaker);
  return (
    <div className={classes("absolute inset-y-0 left-0 w-(--wide) [--wide:100vw]", isBesideLobby && besideLobby)} style={{ "--seats": seats.length } as CSSProperties} data-testid="panel" data-speaker={isSpeaking ? speaker : ""}>
      {seats.map((seat) => {
        const isLarge = seat.number === speaker;
        const above = `calc(4.25rem + ${waiting.indexOf(seat)} * 5.75rem)`;
        const place = { "--place": seat.number, "--above": above } as CSSProperties;
        return (
          <div key={seat.number} className="contents" style={place}>
            <SeatView seat={seat} clips={clips} sit={sit} className={classes(placeOf(seat, isLarge), !isLarge && "max-sm:top-(--above)")}>
              <NamePlate seat={seat} isLarge={isLarge} isSpeaking={isSpeaking && isLarge} />
            </SeatView>
          </div>
        );
      })}
      <TableFront />
      <VirtualBadge className="bottom-auto left-4 top-[4.25rem] z-[6] max-sm:left-auto max-sm:right-4 max-sm:top-[11.75rem] sm:left-6" />
    </div>
  );
}

/** On a wide window they sit behind one table: its front goes on where the clips end. */
function TableFront(): ReactNode {
  return (
    <div
      aria-hidden="true"
      className="absolute inset-x-0 bottom-0 top-[calc(min(100dvh,1.5*var(--wide)/var(--seats))*0.93)] z-[3] border-t border-[#8a7460] bg-[linear-gradient(to_bottom,#6d5946,#57473a_1.1rem,#2a231d_1.2rem,#191512)] shadow-[0_-1.5rem_2rem_-1rem_rgb(0_0_0/0.45)] max-sm:hidden"
    />
  );
}

function NamePlate({ seat, isLarge, isSpeaking }: { seat: Seat; isLarge: boolean; isSpeaking: boolean }): ReactNode {
  const { t } = useTranslation("panel");
  if (seat.gone) return null;
  return (
    <>
      <div aria-hidden="true" className={classes("absolute inset-0 z-[4] transition-shadow", isSpeaking && "shadow-[inset_0_0_0_3px_#ecc264] max-sm:shadow-none")} />
      <div
        data-testid="name-plate"
        data-speaks={isSpeaking}
        className={classes(
          "absolute z-[4] flex max-w-[calc(100%-2rem)] items-center gap-2 rounded-xl bg-black/60 px-3 py-1.5 text-white backdrop-blur-sm",
          "sm:left-1/2 sm:top-[min(calc(min(100dvh,1.5*var(--wide)/var(--seats))*0.93+1.75rem),calc(100dvh-20rem))] sm:-translate-x-1/2",
          isLarge ? "max-sm:bottom-[13.5rem] max-sm:left-4 max-sm:max-w-[12.5rem]" : "max-sm:hidden",
        )}
      >
        {isSpeaking && <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full bg-[#ecc264]" />}
        <span className="min-w-0">
          <span className="block truncate font-semibold leading-tight">{seat.name}</span>
          <span className="block truncate text-sm leading-tight text-white/80">{seat.persona ? `${seat.title} · ${seat.persona.title}` : seat.title}</span>
        </span>
        {isSpeaking && <span className="sr-only">{t("speaks")}</span>}
      </div>
    </>
  );
}
