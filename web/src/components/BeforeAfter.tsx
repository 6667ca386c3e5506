import { ChevronsLeftRight } from "lucide-react";
import { useState, type CSSProperties, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

interface Props {
  /** Addresses of the two pictures; the second gives the frame its shape. */
  before: string;
  after: string;
  /** What is compared, for who can't see it. */
  label: string;
  className?: string;
  /** Shows a part of both pictures, larger. */
  pictureStyle?: CSSProperties;
}

/** Two pictures over each other with a line between them that is dragged, or moved with the arrow keys. */
export function BeforeAfter({ before, after, label, className, pictureStyle }: Props): ReactNode {
  const { t } = useTranslation();
  const [share, setShare] = useState(50);
  return (
    <div className={classes("group relative isolate select-none overflow-hidden rounded-2xl bg-sunken", className)} data-testid="before-after">
      <img src={after} alt={`${label}: ${t("compare.after")}`} draggable={false} className="block size-full object-contain" style={pictureStyle} />
      <div className="absolute inset-0" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
        <img src={before} alt={`${label}: ${t("compare.before")}`} draggable={false} className="block size-full object-cover" style={pictureStyle} />
      </div>
      <Tag className={classes("left-3", share < 12 && "opacity-0")}>{t("compare.before")}</Tag>
      <Tag className={classes("right-3", share > 88 && "opacity-0")}>{t("compare.after")}</Tag>
      <div aria-hidden="true" className="pointer-events-none absolute inset-y-0 w-0.5 -translate-x-1/2 bg-white shadow-[0_0_0_1px_rgb(0_0_0/0.25)]" style={{ left: `${share}%` }}>
        <span className="absolute left-1/2 top-1/2 grid size-10 -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full border border-black/15 bg-white text-black shadow-lift group-has-[:focus-visible]:outline-[3px] group-has-[:focus-visible]:outline-offset-2 group-has-[:focus-visible]:outline-accent">
          <ChevronsLeftRight className="size-5" />
        </span>
      </div>
      {/* The browser's own slider over the whole picture brings pointer, touch, keyboard and screen reader. */}
      <input
        type="range"
        min={0}
        max={100}
        value={share}
        onChange={(event) => setShare(Number(event.target.value))}
        aria-label={label}
        aria-valuetext={t("compare.shown", { percent: share })}
        className="absolute inset-0 m-0 size-full cursor-ew-resize touch-pan-y appearance-none opacity-0 [&::-moz-range-thumb]:w-px [&::-webkit-slider-thumb]:h-full [&::-webkit-slider-thumb]:w-px [&::-webkit-slider-thumb]:appearance-none"
      />
    </div>
  );
}

function Tag({ className, children }: { className: string; children: ReactNode }): ReactNode {
  return <span className={classes("pointer-events-none absolute top-3 rounded-full bg-black/65 px-2.5 py-0.5 text-sm font-semibold text-white transition-opacity", className)}>{children}</span>;
}
