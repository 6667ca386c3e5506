import { useCallback, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Face, Reading } from "./api";

interface Props {
  file: Blob;
  reading: Reading;
  withMaps: boolean;
}

/** The picture with a numbered frame around each face, and over it what the model looked at. */
export function Picture({ file, reading, withMaps }: Props): ReactNode {
  const { t } = useTranslation("expression");
  const show = useShown(file);
  const [isBroken, setBroken] = useState(false);
  const { width_px: width, height_px: height } = reading;
  if (!width || !height) return null;
  return (
    <figure className="relative overflow-hidden rounded-2xl border border-line bg-sunken" style={{ aspectRatio: `${width} / ${height}`, maxHeight: "70dvh", width: `min(100%, ${(70 * width) / height}dvh)` }}>
      {/* Some browsers can't show what a phone took (HEIC); frames and answers are there all the same. */}
      {!isBroken && <img ref={show} alt={t("picture.alt")} className="size-full" onError={() => setBroken(true)} />}
      <svg viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full" aria-hidden="true">
        {withMaps && reading.faces.map((face) => face.map && <image key={face.place.left} href={face.map.picture} width="80" height="80" transform={`matrix(${face.map.matrix.join(" ")})`} data-testid="map" />)}
        {reading.faces.map((face, at) => (
          <Frame key={`${face.place.left} ${face.place.top}`} face={face} number={reading.faces.length > 1 ? at + 1 : null} unit={Math.max(width, height) / 100} />
        ))}
      </svg>
    </figure>
  );
}

function Frame({ face, number, unit }: { face: Face; number: number | null; unit: number }): ReactNode {
  const { left, top, width, height } = face.place;
  return (
    <g>
      <rect x={left} y={top} width={width} height={height} rx={unit} fill="none" stroke="#000" strokeOpacity="0.45" strokeWidth={unit * 0.9} />
      <rect x={left} y={top} width={width} height={height} rx={unit} fill="none" stroke="#fff" strokeWidth={unit * 0.45} strokeDasharray={face.label === null ? `${unit} ${unit}` : undefined} />
      {number !== null && (
        <>
          <circle cx={left + 2 * unit} cy={top + 2 * unit} r={2.2 * unit} fill="#000" fillOpacity="0.8" />
          <text x={left + 2 * unit} y={top + 2 * unit} fill="#fff" fontSize={2.8 * unit} fontWeight="700" textAnchor="middle" dominantBaseline="central">
            {number}
          </text>
        </>
      )}
    </g>
  );
}

/** Shows a file of this page in an image, for as long as it is there. */
function useShown(file: Blob): (image: HTMLImageElement | null) => (() => void) | undefined {
  return useCallback(
    (image: HTMLImageElement | null) => {
      if (!image) return undefined;
      const address = URL.createObjectURL(file);
      image.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [file],
  );
}
