import { FileImage } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { isMeasured, type Face, type Reading } from "./api";
import { placeDiscs, type Disc } from "./discs";
import { useShown } from "./useShown";

interface Props {
  file: File;
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
  const unit = Math.max(width, height) / 100;
  const discs = placeDiscs(reading.faces.map(({ place }) => place), discRadius * unit, width, height);
  return (
    <figure className="relative overflow-hidden rounded-2xl border border-line bg-sunken" style={{ aspectRatio: `${width} / ${height}`, maxHeight: "70dvh", width: `min(100%, ${(70 * width) / height}dvh)` }}>
      {/* Some browsers can't show what a phone or a scanner made (HEIC, TIFF); frames and answers are there all the same. */}
      {isBroken ? <Unshown name={file.name} /> : <img ref={show} alt={t("picture.alt")} className="size-full" onError={() => setBroken(true)} />}
      <svg viewBox={`0 0 ${width} ${height}`} className="absolute inset-0 size-full" aria-hidden="true">
        {withMaps && reading.faces.map((face) => face.map && isMeasured(face) && <image key={face.place.left} href={face.map.picture} width="80" height="80" transform={`matrix(${face.map.matrix.join(" ")})`} data-testid="map" />)}
        {reading.faces.map((face, at) => (
          <Frame key={`${face.place.left} ${face.place.top}`} face={face} number={reading.faces.length > 1 ? at + 1 : null} unit={unit} disc={discs[at]} />
        ))}
      </svg>
    </figure>
  );
}

/** What stands where the browser can't show the picture. */
function Unshown({ name }: { name: string }): ReactNode {
  const { t } = useTranslation("expression");
  return (
    <p className="absolute inset-x-0 bottom-0 flex items-start gap-2 bg-surface p-3 text-sm text-muted" data-testid="unshown">
      <FileImage aria-hidden="true" className="size-5 shrink-0" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{t("picture.unshown", { name })}</span>
    </p>
  );
}

/** In hundredths of the picture's longer side. */
const discRadius = 2.2;

function Frame({ face, number, unit, disc }: { face: Face; number: number | null; unit: number; disc: Disc | undefined }): ReactNode {
  const { left, top, width, height } = face.place;
  return (
    <g>
      <rect x={left} y={top} width={width} height={height} rx={unit} fill="none" stroke="#000" strokeOpacity="0.45" strokeWidth={unit * 0.9} />
      <rect x={left} y={top} width={width} height={height} rx={unit} fill="none" stroke="#fff" strokeWidth={unit * 0.45} strokeDasharray={face.label === null ? `${unit} ${unit}` : undefined} />
      {number !== null && disc && (
        <>
          <circle cx={disc.x} cy={disc.y} r={discRadius * unit} fill="#000" stroke="#fff" strokeWidth={unit * 0.25} />
          <text x={disc.x} y={disc.y} fill="#fff" fontSize={2.8 * unit} fontWeight="700" textAnchor="middle" dominantBaseline="central">
            {number}
          </text>
        </>
      )}
    </g>
  );
}
