import { useEffect, useState, type CSSProperties, type ReactNode, type SyntheticEvent } from "react";

import { classes } from "@/lib/classes";

import type { Seat } from "./api";
import type { ClipShelf } from "./clips";
import { useStage, type TableHandle } from "./useStage";
import { readWall, shoulderLine, type Side, type Wall } from "./wall";

const layer = "absolute inset-0 size-full object-cover opacity-0";

const softSides = "[mask-image:linear-gradient(to_right,transparent,black_6%,black_94%,transparent)]";

/** From the chest down it grows darker; on a tall screen the clip ends in one dark colour, on a wide one it stays seen. */
const floor: CSSProperties = {
  top: "calc(var(--square) * 0.66)",
  background: `linear-gradient(to bottom, transparent, ${shadeAt(0.1)} calc(var(--square) * 0.1), ${shadeAt(0.5)} calc(var(--square) * 0.22), ${shadeAt(1)} calc(var(--square) * 0.335))`,
};

function shadeAt(share: number): string {
  return `color-mix(in srgb, var(--shade) calc(var(--depth) * ${share}), transparent)`;
}

interface Props {
  seat: Seat;
  clips: ClipShelf;
  sit: TableHandle["sit"];
  className?: string;
  children?: ReactNode;
}

/**
 * An interviewer at the top centre, near the camera: looking at those eyes comes close to looking into the lens.
 *
 * The clip is square; the wall behind the interviewer goes on to the edges. `className` says how large the square is.
 */
export function SeatView({ seat, clips, sit, className, children }: Props): ReactNode {
  const { stage, first, second, clip } = useStage(seat, clips);
  const { number } = seat;
  useEffect(() => {
    sit(number, stage);
    return () => sit(number, null);
  }, [sit, number, stage]);
  const [wall, setWall] = useState<Wall | null>(null);
  const look = (event: SyntheticEvent<HTMLImageElement | HTMLVideoElement>): void => setWall(readWall(event.currentTarget) ?? wall);
  const colours = { "--shade": wall?.shade ?? "rgb(22 24 28)" } as CSSProperties;
  return (
    <div className={classes("absolute overflow-hidden bg-(--shade)", className)} style={colours} data-seat={number}>
      {wall && <WallView wall={wall} />}
      <div className={`absolute left-1/2 top-0 size-(--square) -translate-x-1/2 ${softSides}`}>
        {seat.portrait_url && <img src={seat.portrait_url} alt={seat.name} className="absolute inset-0 size-full object-cover" onLoad={look} />}
        <video ref={first} muted playsInline preload="auto" aria-hidden="true" className={layer} data-layer="loop" onLoadedData={look} />
        <video ref={second} muted playsInline preload="auto" aria-hidden="true" className={layer} data-layer="loop" />
        {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its captions are drawn by the room, word by word */}
        <video ref={clip} playsInline preload="auto" aria-hidden="true" className={layer} data-layer="question" />
      </div>
      <div className="absolute inset-x-0 bottom-0 z-[3] [--depth:100%] landscape:[--depth:55%]" style={floor} />
      {children}
    </div>
  );
}

/** Left and right are lit differently: one passes into the other behind the interviewer. The far corners are a little darker. */
function WallView({ wall }: { wall: Wall }): ReactNode {
  return (
    <>
      <div className="absolute inset-0" style={{ background: wall.left.wall }} />
      <div
        className="absolute inset-0 [mask-image:linear-gradient(to_right,transparent_calc(50%-var(--square)*0.45),black_calc(50%+var(--square)*0.45))]"
        style={{ background: wall.right.wall }}
      />
      <div className="absolute inset-0 bg-[radial-gradient(ellipse_95vw_120dvh_at_50%_35%,transparent_45%,rgb(0_0_0/0.3))]" />
      <ShoulderView shoulder={wall.left.shoulder} className="right-1/2 -scale-x-100" />
      <ShoulderView shoulder={wall.right.shoulder} className="left-1/2" />
    </>
  );
}

/** The part of a shoulder that the clip cuts off, out of focus. Begins where the clip's own edge begins to fade. */
function ShoulderView({ shoulder, className }: { shoulder: Side["shoulder"]; className: string }): ReactNode {
  if (!shoulder) return null;
  const line = shoulderLine(shoulder, 0.06);
  const points = [...line, [line[0]?.[0] ?? 0, 1.1] as const].map(([out, down]) => `calc(var(--square) * ${(0.5 + out).toFixed(4)}) calc(var(--square) * ${down.toFixed(4)})`);
  return (
    <div className={`absolute top-0 h-[calc(var(--square)*1.1)] w-(--square) blur-[calc(var(--square)*0.005)] ${className}`}>
      <div className="size-full" style={{ background: shoulder.colour, clipPath: `polygon(${points.join(", ")})` }} />
    </div>
  );
}
