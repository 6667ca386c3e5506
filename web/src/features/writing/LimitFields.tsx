import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "@/components";

import type { Limit } from "./api";
import { measures, usualLimits, type Measure } from "./counting";

interface Props {
  limit: Limit | null;
  onChange: (limit: Limit | null) => void;
}

const isUsual = (most: number): boolean => usualLimits.some((usual) => usual === most);

/** How much the item may hold, and how the form counts. */
export function LimitFields({ limit, onChange }: Props): ReactNode {
  const { t } = useTranslation("writing");
  const [isOwn, setOwn] = useState(limit !== null && !isUsual(limit.most));
  const measure: Measure = limit?.measure ?? "with_spaces";
  const pick = (value: string): void => {
    setOwn(value === "own");
    if (value === "none") onChange(null);
    else if (value === "own") onChange({ most: limit?.most ?? 500, measure });
    else onChange({ most: Number(value), measure });
  };
  return (
    <div className="grid grid-cols-2 items-start gap-3 sm:grid-cols-[9rem_9rem_16rem]">
      <div>
        <SelectField label={t("limit.label")} value={limit === null ? "none" : isOwn ? "own" : String(limit.most)} onChange={(event) => pick(event.target.value)}>
          <option value="none">{t("limit.none")}</option>
          {usualLimits.map((most) => (
            <option key={most} value={most}>
              {most.toLocaleString()}
            </option>
          ))}
          <option value="own">{t("limit.own")}</option>
        </SelectField>
      </div>
      {limit !== null && isOwn && (
        <div>
          <TextField
            label={t("limit.most")}
            type="number"
            inputMode="numeric"
            min={1}
            max={100_000}
            defaultValue={limit.most}
            onChange={(event) => {
              const most = Math.floor(Number(event.target.value));
              if (most >= 1 && most <= 100_000) onChange({ most, measure });
            }}
          />
        </div>
      )}
      {limit !== null && (
        <div className={isOwn ? "max-sm:col-span-2" : "col-span-2"}>
          <SelectField label={t("limit.measure")} value={measure} onChange={(event) => onChange({ most: limit.most, measure: measures.find((one) => one === event.target.value) ?? measure })}>
            {measures.map((one) => (
              <option key={one} value={one}>
                {t(`measure.${one}`)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </div>
  );
}
