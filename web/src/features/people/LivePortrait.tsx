import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Notice, Spinner, VirtualBadge } from "@/components";
import { classes } from "@/lib/classes";

import { pictureUrl } from "./api";
import { useLatestPicture } from "./useLatestPicture";

/** The large portrait. While something moves a smaller one is asked for, which comes sooner. */
export function LivePortrait({ code, moving, alt }: { code: string; moving: boolean; alt: string }): ReactNode {
  const { t } = useTranslation("people");
  const { shown, isBehind, failed } = useLatestPicture(pictureUrl(code, moving ? 256 : 512));
  return (
    <div className="flex flex-col gap-3">
      <div className={classes("relative aspect-square overflow-hidden rounded-3xl bg-sunken shadow-lift", shown === null && "animate-pulse")} data-testid="portrait" data-shown={shown} data-behind={isBehind}>
        {shown !== null && <img src={shown} alt={alt} className="size-full object-cover" />}
        <VirtualBadge />
        {isBehind && (
          <span className="absolute right-4 top-4 text-2xl text-white drop-shadow">
            <Spinner />
          </span>
        )}
      </div>
      {failed && <Notice tone="danger">{t("portraitFailed")}</Notice>}
    </div>
  );
}
