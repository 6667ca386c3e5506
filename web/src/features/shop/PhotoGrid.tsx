import { Check, CircleAlert, Clock, ImageIcon, LoaderCircle, TriangleAlert } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Segmented } from "@/components";
import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";

import { isBeingMade, type OpenCatalogue, type Photo } from "./api";
import { previewOf } from "./useSending";

type Shown = "all" | "open" | "odd" | "accepted" | "refused";

const fits: Record<Shown, (photo: Photo) => boolean> = {
  all: () => true,
  open: (photo) => photo.has_result && !photo.accepted,
  odd: (photo) => photo.outlier === true,
  accepted: (photo) => photo.accepted,
  refused: (photo) => photo.state === "refused",
};

/** Every photo with what became of it. */
export function PhotoGrid({ catalogue }: { catalogue: OpenCatalogue }): ReactNode {
  const { t } = useTranslation("shop");
  const [shown, setShown] = useState<Shown>("all");
  const counts = (which: Shown): number => catalogue.photos.filter(fits[which]).length;
  const choices = (["all", "open", "odd", "accepted", "refused"] as const).filter((which) => which === "all" || which === shown || counts(which) > 0);
  return (
    <div className="flex flex-col gap-4">
      {choices.length > 1 && (
        <Segmented
          label={t("grid.filter")}
          value={shown}
          onChange={setShown}
          choices={choices.map((which) => ({ value: which, label: `${t(`grid.${which}`)} ${counts(which)}` }))}
          className="self-start max-sm:flex max-sm:self-stretch"
        />
      )}
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-5" aria-label={t("grid.label")}>
        {catalogue.photos.filter(fits[shown]).map((photo) => (
          <Tile key={photo.id} catalogueId={catalogue.id} photo={photo} />
        ))}
      </ul>
    </div>
  );
}

function Tile({ catalogueId, photo }: { catalogueId: string; photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const [isBroken, setBroken] = useState(false); // a preview of this visit's own file, which may be no picture
  const picture = photo.small_url ?? (isBroken ? undefined : previewOf(photo.id));
  const isWide = (photo.width_px ?? 0) > 1.1 * (photo.height_px ?? 0);
  return (
    <li>
      <Link
        to={paths.cataloguePhoto(catalogueId, photo.id)}
        data-testid="photo"
        data-state={photo.state}
        className="block overflow-hidden rounded-2xl border border-line bg-surface transition-shadow hover:shadow-lift"
      >
        <span className="relative block aspect-[4/5] bg-sunken">
          {picture ? (
            <img src={picture} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} className={classes("size-full", isWide ? "object-contain" : "object-cover object-top", photo.state === "refused" && "opacity-55 grayscale")} />
          ) : (
            <ImageIcon aria-hidden="true" className="absolute inset-0 m-auto size-8 text-muted" />
          )}
          <State photo={photo} />
          {photo.outlier && (
            <span data-testid="odd" className="absolute bottom-2 left-2 flex items-center gap-1 rounded-full bg-warn-soft px-2.5 py-0.5 text-xs font-semibold text-ink">
              <TriangleAlert aria-hidden="true" className="size-3.5 text-warn" />
              {t("alike.standsOut")}
            </span>
          )}
        </span>
        <span className="block px-3 py-2">
          <span className="block truncate text-sm font-semibold">{photo.name}</span>
          {photo.why && <span className="line-clamp-2 text-sm text-danger">{photo.why}</span>}
        </span>
      </Link>
    </li>
  );
}

const looks = {
  accepted: { icon: Check, look: "bg-accent text-on-accent" },
  done: { icon: Check, look: "bg-black/60 text-white" },
  working: { icon: LoaderCircle, look: "bg-black/60 text-white [&_svg]:animate-spin" },
  waiting: { icon: Clock, look: "bg-black/60 text-white" },
  refused: { icon: CircleAlert, look: "bg-danger text-on-accent" },
} as const;

function State({ photo }: { photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const state = photo.accepted ? "accepted" : isBeingMade(photo) ? "working" : photo.state;
  const { icon: Icon, look } = looks[state];
  return (
    <span className={classes("absolute left-2 top-2 flex items-center gap-1 rounded-full px-2.5 py-0.5 text-xs font-semibold backdrop-blur", look)}>
      <Icon aria-hidden="true" className="size-3.5" />
      {t(`state.${state}`)}
    </span>
  );
}
