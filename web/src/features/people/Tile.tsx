import { Heart, ImageOff, RotateCcw } from "lucide-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Button } from "@/components";
import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";

import { Silhouette } from "./Silhouette";
import { pictureUrl, type FaceCard } from "./api";
import { useNear } from "./useNear";
import { usePicture, type Coming } from "./usePicture";

/** Closer to the face than the portrait: it is small here. */
const close = "origin-[50%_36%] scale-[1.14]";

/** A face on the wall: its place is there before the picture comes. */
export function Tile({ face, look, liked, onLike }: { face: FaceCard; look: string; liked: boolean; onLike: () => void }): ReactNode {
  const { t } = useTranslation("people");
  const coming = usePicture();
  return (
    <li className="group relative" data-testid="face">
      <Link to={paths.face(face.code)} className="block overflow-hidden rounded-2xl border border-line bg-surface transition-shadow hover:shadow-lift">
        <Picture code={face.code} alt={t("tile.alt", { name: face.name, look })} coming={coming} />
        <span className="flex items-baseline justify-between gap-2 px-3 py-2.5">
          <span className="truncate font-semibold">{face.name}</span>
          <span className="shrink-0 text-sm text-muted">{look}</span>
        </span>
      </Link>
      {coming.state === "broken" && (
        <span className="pointer-events-none absolute inset-x-0 top-0 grid aspect-square place-items-end p-3">
          <Button variant="secondary" size="sm" onClick={coming.retry} className="pointer-events-auto w-full">
            <RotateCcw aria-hidden="true" />
            {t("tile.retry")}
          </Button>
        </span>
      )}
      <HeartButton name={face.name} liked={liked} onLike={onLike} className="absolute right-2 top-2" />
    </li>
  );
}

export function Thumb({ code, alt, className }: { code: string; alt: string; className?: string }): ReactNode {
  return <Picture code={code} alt={alt} className={className} coming={usePicture()} />;
}

/**
 * Asked for while it is near, and given up when it is scrolled past before it came: the server makes them in turn.
 * Low in the browser's queue, so that the large portrait and what the page asks for don't wait behind a wall of these.
 */
function Picture({ code, alt, className, coming }: { code: string; alt: string; className?: string; coming: Coming }): ReactNode {
  const { ref, isNear } = useNear();
  return (
    <span ref={ref} className={classes("relative block aspect-square overflow-hidden bg-sunken", coming.state === "coming" && "animate-pulse", className)}>
      {coming.state === "coming" && <Silhouette />}
      <img
        key={coming.attempt}
        ref={abandonWhenGone}
        src={isNear || coming.state === "there" ? pictureUrl(code, 256) : undefined}
        alt={alt}
        decoding="async"
        fetchPriority="low"
        data-state={coming.state}
        onLoad={coming.onLoad}
        onError={coming.onError}
        className={classes("relative size-full object-cover transition-opacity duration-300", close, coming.state !== "there" && "opacity-0")}
      />
      {coming.state === "broken" && <ImageOff aria-hidden="true" className="absolute inset-0 m-auto size-6 text-muted" />}
    </span>
  );
}

/** A picture that has left the page gives its connection back, and the server skips it. */
function abandonWhenGone(picture: HTMLImageElement): () => void {
  return () =>
    queueMicrotask(() => {
      if (!picture.isConnected) picture.removeAttribute("src");
    });
}

export function HeartButton({ name, liked, onLike, className }: { name: string; liked: boolean; onLike: () => void; className?: string }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <button
      type="button"
      aria-pressed={liked}
      aria-label={t("favourite", { name })}
      onClick={onLike}
      className={classes("grid size-11 place-items-center rounded-full text-white drop-shadow-[0_1px_3px_rgb(0_0_0/0.55)] transition-transform active:scale-90", className)}
    >
      <Heart aria-hidden="true" className={classes("size-6", liked && "fill-current text-[#ff5d73]")} />
    </button>
  );
}
