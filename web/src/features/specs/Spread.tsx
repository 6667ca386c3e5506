import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Spec } from "./api";
import { barOf, valueWords } from "./place";

const width = 300;
const height = 96;
const foot = 22;

/** What a bar stands for in words: "800 to 849", "950 and above". */
function useRangeWords(spec: Spec): (index: number) => string {
  const { t } = useTranslation("specs");
  return (index) => {
    const bar = spec.bars[index];
    if (!bar) return "";
    const low = valueWords(spec, bar.low);
    if (bar.high === null) return t("spread.above", { low });
    const isOne = spec.is_level ? bar.high - bar.low === 1 : bar.high - bar.low === 1 && bar.low < 10;
    return isOne ? low : t("spread.below", { low, high: valueWords(spec, bar.high) });
  };
}

/** How the holders' values spread: a bar for each range, one's own marked. Every bar stands for at least five people. */
export function Spread({ spec, mine }: { spec: Spec; mine: number | null }): ReactNode {
  const { t } = useTranslation("specs");
  const rangeOf = useRangeWords(spec);
  const most = Math.max(...spec.bars.map((bar) => bar.share), 0.01);
  const step = width / spec.bars.length;
  const own = mine === null ? -1 : barOf(spec.bars, mine);
  const every = Math.ceil(spec.bars.length / 6);
  const told = spec.bars.map((bar, index) => `${rangeOf(index)}: ${Math.round(bar.share * 100)}%`).join(", ");
  return (
    <svg viewBox={`0 0 ${width} ${height + foot}`} className="w-full" role="img" aria-label={t("spread.label", { title: spec.title, told })}>
      <path d={`M0 ${height}H${width}`} stroke="var(--line-strong)" />
      {spec.bars.map((bar, index) => {
        const tall = (bar.share / most) * (height - 18);
        const isOwn = index === own;
        return (
          <g key={bar.low}>
            <title>{`${rangeOf(index)}: ${Math.round(bar.share * 100)}%`}</title>
            <rect x={index * step + 2} width={Math.max(1, step - 4)} y={height - tall} height={tall} rx="3" fill={isOwn ? "var(--accent)" : "var(--accent-soft)"} stroke="var(--accent)" strokeWidth="1" />
            {isOwn && (
              <text x={(index + 0.5) * step} y={height - tall - 5} textAnchor="middle" fontSize="11" fontWeight="700" fill="var(--accent)">
                {t("spread.me")}
              </text>
            )}
            {index % every === 0 && (
              <text x={spec.is_level ? (index + 0.5) * step : index * step + 2} y={height + 15} textAnchor={spec.is_level ? "middle" : "start"} fontSize="11" fill="var(--muted)">
                {valueWords(spec, bar.low)}
                {index === spec.bars.length - 1 && !spec.is_level && "+"}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
