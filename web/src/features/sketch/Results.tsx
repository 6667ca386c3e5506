import { Sparkles } from "lucide-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/client/call";
import { Button, Notice, Spinner, Switch, VirtualBadge } from "@/components";
import { classes } from "@/lib/classes";

import type { Face } from "./useFace";

interface Props {
  face: Face;
  isBlank: boolean;
  isLive: boolean;
  onLive: (on: boolean) => void;
  onConvert: () => void;
  onBring: () => void;
}

/** The lines that the engine drew on, and the face beside them. */
export function Results({ face, isBlank, isLive, onLive, onConvert, onBring }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const { made } = face;
  return (
    <section aria-label={t("results.label")} className="flex min-w-0 flex-col gap-3">
      <div
        className="grid grid-cols-2 gap-3 max-md:sticky max-md:top-16 max-md:z-10 max-md:-mx-4 max-md:bg-paper max-md:px-4 max-md:py-2 md:max-lg:grid-cols-1"
        data-testid="face"
        data-count={face.count}
        data-behind={face.isBehind}
        data-took={made ? Math.round(made.tookMs) : undefined}
      >
        <Tile title={t("results.refined")} src={made?.drawn.refined ?? null} alt={t("results.refinedAlt")} isPaper />
        <Tile title={t("results.face")} src={made?.drawn.picture ?? null} alt={t("results.faceAlt")} isBehind={face.isBehind}>
          {made && <VirtualBadge className="bottom-2 left-2" />}
        </Tile>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 md:max-lg:flex-col md:max-lg:items-stretch">
        <div className="grow">
          <Switch checked={isLive} onChange={onLive} label={t("live.label")} />
        </div>
        <Button variant={isLive ? "secondary" : "primary"} onClick={onConvert} disabled={isBlank} data-testid="convert">
          <Sparkles aria-hidden="true" />
          {t("live.convert")}
        </Button>
      </div>
      <div aria-live="polite" className="flex flex-col gap-2">
        {isBlank ? <p className="text-muted">{t("results.blank")}</p> : <Said face={face} onBring={onBring} />}
      </div>
    </section>
  );
}

function Said({ face, onBring }: { face: Face; onBring: () => void }): ReactNode {
  const { t } = useTranslation("sketch");
  if (face.error) {
    const isPhoto = face.error instanceof ApiError && face.error.code === "looks_like_photo";
    const isMild = face.error instanceof ApiError && face.error.kind === "invalid";
    const offer = isPhoto && (
      <Button size="sm" variant="secondary" onClick={onBring}>
        {t("bring.title")}
      </Button>
    );
    return (
      <Notice tone={isMild ? "info" : "danger"} action={offer}>
        {face.error.message}
      </Notice>
    );
  }
  return face.made?.drawn.notices.map((notice) => (
    <p key={notice} className="text-sm text-muted">
      {notice}
    </p>
  ));
}

interface TileProps {
  title: string;
  src: string | null;
  alt: string;
  isPaper?: boolean;
  isBehind?: boolean;
  children?: ReactNode;
}

function Tile({ title, src, alt, isPaper = false, isBehind = false, children }: TileProps): ReactNode {
  return (
    <figure className="flex min-w-0 flex-col gap-1">
      <div className={classes("relative aspect-square overflow-hidden rounded-2xl border border-line", isPaper ? "bg-white" : "bg-sunken")}>
        {src && <img src={src} alt={alt} className="size-full object-cover" />}
        {isBehind && (
          <span className="absolute right-2.5 top-2.5 text-white drop-shadow">
            <Spinner />
          </span>
        )}
        {children}
      </div>
      <figcaption className="text-sm text-muted">{title}</figcaption>
    </figure>
  );
}
