import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice, Spinner, VirtualBadge } from "@/components";
import { classes } from "@/lib/classes";

import { Silhouette } from "./Silhouette";
import { pictureUrl } from "./api";
import { useLatestPicture } from "./useLatestPicture";

/** The large portrait. The server has a turn of its own for it, so it is asked for while sliders move, too. */
export function LivePortrait({ code, alt }: { code: string; alt: string }): ReactNode {
  const { t } = useTranslation("people");
  const { shown, isBehind, failed, retry } = useLatestPicture(pictureUrl(code, 512));
  const again = (
    <Button variant="secondary" size="sm" onClick={retry}>
      {t("common:action.retry")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-3">
      <div className={classes("relative aspect-square overflow-hidden rounded-3xl bg-sunken shadow-lift", shown === null && "animate-pulse")} data-testid="portrait" data-shown={shown} data-behind={isBehind}>
        {shown === null && <Silhouette label={t("portraitComing")} />}
        {shown !== null && <img src={shown} alt={alt} className="size-full object-cover" />}
        <VirtualBadge />
        {isBehind && (
          <span className="absolute right-4 top-4 text-2xl text-white drop-shadow">
            <Spinner />
          </span>
        )}
      </div>
      {failed && (
        <Notice tone="danger" action={again}>
          {t("portraitFailed")}
        </Notice>
      )}
    </div>
  );
}
