import { Heart } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";

import { pictureUrl, type FaceCard } from "./api";

/** Closer to the face than the portrait: it is small here. */
const close = "origin-[50%_36%] scale-[1.14]";

/** A face on the wall: its place is there before the picture comes. */
export function Tile({ face, look, liked, onLike }: { face: FaceCard; look: string; liked: boolean; onLike: () => void }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <li className="group relative" data-testid="face">
      <Link to={paths.face(face.code)} className="block overflow-hidden rounded-2xl border border-line bg-surface transition-shadow hover:shadow-lift">
        <Thumb code={face.code} alt={t("tile.alt", { name: face.name, look })} />
        <span className="flex items-baseline justify-between gap-2 px-3 py-2.5">
          <span className="truncate font-semibold">{face.name}</span>
          <span className="shrink-0 text-sm text-muted">{look}</span>
        </span>
      </Link>
      <HeartButton name={face.name} liked={liked} onLike={onLike} className="absolute right-2 top-2" />
    </li>
  );
}

export function Thumb({ code, alt, className }: { code: string; alt: string; className?: string }): ReactNode {
  const [state, setState] = useState<"coming" | "there" | "broken">("coming");
  return (
    <span className={classes("relative block aspect-square overflow-hidden bg-sunken", state === "coming" && "animate-pulse", className)}>
      <img
        src={pictureUrl(code, 256)}
        alt={alt}
        loading="lazy"
        decoding="async"
        data-state={state}
        onLoad={() => setState("there")}
        onError={() => setState("broken")}
        className={classes("size-full object-cover transition-opacity duration-300", close, state !== "there" && "opacity-0")}
      />
    </span>
  );
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
