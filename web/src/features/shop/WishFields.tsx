import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { EngineField, Segmented, Slider } from "@/components";
import { classes } from "@/lib/classes";

import { MakeupFields } from "./MakeupFields";
import type { SetWishes } from "./api";
import { percent } from "./percent";

interface Props {
  wishes: SetWishes;
  onChange: (part: Partial<SetWishes>) => void;
  className?: string;
}

/** How far features go to where the model has them, what becomes of glasses, make-up, detail, and which engines do it. */
export function WishFields({ wishes, onChange, className }: Props): ReactNode {
  const { t } = useTranslation(["shop", "engines"]);
  return (
    <div className={classes("grid gap-x-10 gap-y-4", className)}>
      <div className="flex flex-col gap-4">
        <Slider label={t("wish.strength")} value={Math.round(wishes.strength * 100)} onChange={(value) => onChange({ strength: value / 100 })} min={0} max={100} step={5} shown={percent(wishes.strength)} />
        <Slider label={t("wish.detail")} value={Math.round(wishes.detail * 100)} onChange={(value) => onChange({ detail: value / 100 })} min={0} max={100} step={5} shown={percent(wishes.detail)} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5">
          <span className="font-semibold">{t("wish.glasses")}</span>
          <Segmented
            label={t("wish.glasses")}
            value={wishes.glasses}
            onChange={(glasses) => onChange({ glasses })}
            choices={(["auto", "keep", "replace"] as const).map((value) => ({ value, label: t(`wish.${value}`) }))}
          />
        </div>
        <EngineField capability="face replacement" label={t("engines:field.face")} value={wishes.engine} onChange={(engine) => onChange({ engine })} />
        {wishes.detail > 0 && (
          <EngineField capability="restoring of faces" label={t("engines:field.detail")} value={wishes.detail_engine} onChange={(name) => onChange({ detail_engine: name })} />
        )}
      </div>
      <MakeupFields makeup={wishes.makeup} shares={wishes.shares} onChange={onChange} />
    </div>
  );
}
