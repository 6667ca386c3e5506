import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Segmented, Slider } from "@/components";

import type { Glasses } from "./api";

interface Props {
  strength: number;
  glasses: Glasses;
  onStrength: (strength: number) => void;
  onGlasses: (glasses: Glasses) => void;
}

/** How far features go to where the model has them, and what becomes of glasses. */
export function WishFields({ strength, glasses, onStrength, onGlasses }: Props): ReactNode {
  const { t } = useTranslation("shop");
  return (
    <div className="flex flex-col gap-4">
      <Slider label={t("wish.strength")} value={Math.round(strength * 100)} onChange={(value) => onStrength(value / 100)} min={0} max={100} step={5} shown={`${Math.round(strength * 100)} %`} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
        <span className="font-semibold">{t("wish.glasses")}</span>
        <Segmented
          label={t("wish.glasses")}
          value={glasses}
          onChange={onGlasses}
          choices={(["auto", "keep", "replace"] as const).map((value) => ({ value, label: t(`wish.${value}`) }))}
        />
      </div>
    </div>
  );
}
