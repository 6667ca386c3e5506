import type { ReactNode } from "react";

import type { Interviewer } from "@/client/types";
import { VirtualBadge } from "@/components";

import type { StageHandle } from "./useStage";

const layer = "absolute inset-0 size-full object-cover opacity-0";

/**
 * The interviewer at the top centre, near the camera: looking at those eyes comes close to looking into the lens.
 *
 * The clip is square; its own blurred portrait fills the rest, and soft edges hide the seam.
 */
export function StageView({ handle, interviewer }: { handle: StageHandle; interviewer: Interviewer | null }): ReactNode {
  const { first, second, clip } = handle;
  return (
    <div className="absolute inset-0">
      {interviewer && (
        <img src={interviewer.portrait_url} alt="" className="absolute inset-0 size-full scale-150 object-cover blur-3xl brightness-90" />
      )}
      <div className="absolute left-1/2 top-0 aspect-square h-[min(100dvh,160vw)] -translate-x-1/2 [mask-composite:intersect] [mask-image:linear-gradient(to_right,transparent,black_16%,black_84%,transparent),linear-gradient(to_bottom,black_82%,transparent)] lg:h-dvh">
        {interviewer && <img src={interviewer.portrait_url} alt={interviewer.name} className="absolute inset-0 size-full object-cover" />}
        <video ref={first} muted playsInline preload="auto" aria-hidden="true" className={layer} data-layer="loop" />
        <video ref={second} muted playsInline preload="auto" aria-hidden="true" className={layer} data-layer="loop" />
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its captions are drawn by the room, word by word */}
        <video ref={clip} playsInline preload="auto" aria-hidden="true" className={layer} data-layer="question" />
      </div>
      <div className="absolute inset-x-0 bottom-0 z-[3] h-3/5 bg-gradient-to-t from-black/85 via-black/45 to-transparent" />
      <div className="absolute inset-x-0 top-0 z-[3] h-24 bg-gradient-to-b from-black/55 to-transparent" />
      <VirtualBadge className="bottom-auto left-4 top-[4.25rem] z-[4] sm:left-6" />
    </div>
  );
}
