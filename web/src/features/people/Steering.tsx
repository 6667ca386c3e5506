import type { TFunction } from "i18next";
import { RotateCcw } from "lucide-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Slider } from "@/components";

import type { Face, SliderSpec } from "./api";
import { asDrawn, settingsOf, withSlider } from "./code";

interface Props {
  sliders: SliderSpec[];
  /** Where they stand on the server, and between which ends they move for this person. */
  stands: Face["sliders"];
  code: string;
  onChange: (code: string) => void;
}

export function Steering({ sliders, stands, code, onChange }: Props): ReactNode {
  const { t } = useTranslation("people");
  const set = settingsOf(code);
  return (
    <div className="flex flex-col gap-2">
      <div className="grid gap-x-8 gap-y-1 sm:grid-cols-2">
        {sliders.map((slider) => {
          const { value: stand, low, high } = stands[slider.name] ?? { value: slider.low, low: slider.low, high: slider.high };
          const value = set[slider.name] ?? stand;
          return (
            <Slider
              key={slider.name}
              label={slider.title}
              value={value}
              onChange={(next) => onChange(withSlider(code, slider.name, next))}
              min={low}
              max={high}
              step={slider.step}
              shown={shownValue(slider.unit, (value - low) / (high - low), value, t)}
            />
          );
        })}
      </div>
      <Button variant="quiet" size="sm" className="self-start" disabled={code === asDrawn(code)} onClick={() => onChange(asDrawn(code))}>
        <RotateCcw aria-hidden="true" />
        {t("steer.reset")}
      </Button>
    </div>
  );
}

/** Years and degrees as they are; what has no everyday unit as its place between the ends. */
function shownValue(unit: string, share: number, value: number, t: TFunction<"people">): string {
  if (unit === "years") return t("steer.years", { value: Math.round(value) });
  if (unit === "deg") return t("steer.degrees", { value: Math.round(value) });
  return t("steer.share", { value: Math.round(100 * share) });
}
