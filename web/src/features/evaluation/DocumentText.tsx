import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card } from "@/components";
import { classes } from "@/lib/classes";

import { stretchesOf, type Placed, type Stretch } from "./marks";

interface Props {
  text: string;
  placed: Placed[];
  active: string | null;
  onPick: (id: string) => void;
}

const tones = { good: "bg-good-soft", mend: "bg-warn-soft", note: "bg-accent-soft" } as const;

/** The document with every quote marked; the one that is looked at is framed and scrolled to. */
export function DocumentText({ text, placed, active, onPick }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active !== null) box.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [active]);
  return (
    <Card className="flex flex-col gap-3 lg:sticky lg:top-24 lg:max-h-[calc(100dvh-7rem)]">
      <h2 className="text-lg font-bold">{t("document")}</h2>
      <div ref={box} className="min-h-0 overflow-y-auto whitespace-pre-wrap break-words leading-relaxed" data-testid="document-text">
        {stretchesOf(text, placed).map((stretch, index) => (
          <Marked key={index} stretch={stretch} isActive={active !== null && stretch.ids.includes(active)} onPick={onPick} />
        ))}
      </div>
    </Card>
  );
}

function Marked({ stretch, isActive, onPick }: { stretch: Stretch; isActive: boolean; onPick: (id: string) => void }): ReactNode {
  const [first] = stretch.ids;
  if (stretch.verdict === null || first === undefined) return stretch.text;
  // the remark's own button does the same for the keyboard
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <mark
      data-active={isActive || undefined}
      onClick={() => onPick(first)}
      className={classes("cursor-pointer rounded-sm text-ink", tones[stretch.verdict], isActive && "outline-2 outline-accent")}
    >
      {stretch.text}
    </mark>
  );
}
