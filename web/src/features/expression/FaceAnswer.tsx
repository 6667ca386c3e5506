import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Bars } from "./Bars";
import { isMeasured, type About, type Face } from "./api";

interface Props {
  about: About;
  face: Face;
  /** 1 for the largest; null where there is only one. */
  number: number | null;
  /** What every net says alone. */
  withNets?: boolean;
}

/** What one face looks like to the model, or that it can't tell, and why. */
export function FaceAnswer({ about, face, number, withNets = false }: Props): ReactNode {
  const { t } = useTranslation("expression");
  const isTold = isMeasured(face);
  return (
    <article className="flex flex-col gap-3" data-testid="face" data-label={face.label ?? "cant-tell"}>
      <h3 className="flex items-center gap-2 text-lg">
        {number !== null && <span className="grid size-7 shrink-0 place-items-center rounded-full bg-ink text-sm text-paper">{number}</span>}
        {face.label === null && <CircleHelp aria-hidden="true" className="size-5 text-warn" />}
        <span className="first-letter:uppercase">{face.says}</span>
      </h3>
      {face.cant_tell && <p className="text-sm text-muted">{face.cant_tell.why}</p>}
      <Bars about={about} shares={face.probabilities ?? {}} told={face.label} />
      {!isTold && <p className="text-sm text-muted">{t("face.notMeasured")}</p>}
      {withNets && face.by_net && <Nets about={about} nets={face.by_net} />}
    </article>
  );
}

const names: Record<string, string> = { vit: "ViT", mixer: "MLP-Mixer" };

function Nets({ about, nets }: { about: About; nets: NonNullable<Face["by_net"]> }): ReactNode {
  const { t } = useTranslation("expression");
  return (
    <p className="text-sm text-muted">
      {Object.entries(nets)
        .map(([net, shares]) => {
          const [best] = [...about.classes].sort((a, b) => (shares[b.id] ?? 0) - (shares[a.id] ?? 0));
          return best ? `${names[net] ?? t("nets.landmarks")}: ${best.title} ${Math.round(100 * (shares[best.id] ?? 0))} %` : "";
        })
        .join(" · ")}
    </p>
  );
}
