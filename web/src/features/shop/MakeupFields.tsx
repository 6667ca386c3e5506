import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SelectField, Slider } from "@/components";

import { useMakeups, type SetWishes, type Shares } from "./api";
import { percent } from "./percent";

const regions = ["lips", "eyes", "brows", "cheeks", "skin"] as const;
const strongest = 150;

interface Props {
  makeup: string;
  shares: Shares;
  onChange: (part: Pick<SetWishes, "makeup"> | Pick<SetWishes, "shares">) => void;
}

/** Which look the new face wears, how strongly, and each region by itself. */
export function MakeupFields({ makeup, shares, onChange }: Props): ReactNode {
  const { t } = useTranslation("shop");
  const looks = useMakeups();
  const mean = regions.reduce((sum, region) => sum + shares[region], 0) / regions.length;
  const setAll = (value: number): void => onChange({ shares: { lips: value, eyes: value, brows: value, cheeks: value, skin: value } });
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <SelectField
        label={t("makeup.label")}
        hint={looks.find((look) => look.id === makeup)?.words}
        value={makeup}
        onChange={(event) => onChange({ makeup: event.target.value })}
        data-testid="makeup"
      >
        {looks.length === 0 && <option value={makeup}>…</option>}
        {looks.map((look) => (
          <option key={look.id} value={look.id}>
            {look.title}
          </option>
        ))}
      </SelectField>
      {makeup !== "none" && (
        <>
          <Slider label={t("makeup.strength")} value={Math.round(mean * 100)} onChange={(value) => setAll(value / 100)} min={0} max={strongest} step={5} shown={percent(mean)} />
          <details>
            <summary className="min-h-9 cursor-pointer py-1 text-sm font-semibold">{t("makeup.regions")}</summary>
            <div className="grid gap-x-6 pt-2 sm:grid-cols-2">
              {regions.map((region) => (
                <Slider
                  key={region}
                  label={t(`makeup.${region}`)}
                  value={Math.round(shares[region] * 100)}
                  onChange={(value) => onChange({ shares: { ...shares, [region]: value / 100 } })}
                  min={0}
                  max={strongest}
                  step={5}
                  shown={percent(shares[region])}
                />
              ))}
            </div>
          </details>
        </>
      )}
    </div>
  );
}
