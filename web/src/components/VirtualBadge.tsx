import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

/** Says quietly, on the picture itself, that this person does not exist. Place it in a `relative` parent. */
export function VirtualBadge({ className }: { className?: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={classes("absolute bottom-3 left-3 rounded-full bg-black/55 px-2.5 py-0.5 text-xs font-medium text-white backdrop-blur", className)}>
      {t("virtualPerson")}
    </span>
  );
}
