import { useEffect, useRef, useState, type ReactNode } from "react";
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

/** From the quote to the remark on it; where the document stands below the remarks it is the way back. */
function showRemark(id: string): void {
  document.getElementById(`remark-${id}`)?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

/** The document with every quote marked; the one that is looked at is framed and scrolled to. */
export function DocumentText({ text, placed, active, onPick }: Props): ReactNode {
  const { t } = useTranslation("evaluation");
  const box = useRef<HTMLDivElement>(null);
  const [pressed, setPressed] = useState<string | null>(null);
  useEffect(() => {
    if (active !== null && active !== pressed) box.current?.querySelector('[data-active="true"]')?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [active, pressed]);
  const press = (id: string): void => {
    setPressed(id);
    onPick(id);
    showRemark(id);
  };
  return (
    <Card className="flex flex-col gap-3 lg:sticky lg:top-24 lg:max-h-[calc(100dvh-7rem)]">
      <h2 className="text-lg font-bold">{t("document")}</h2>
      <div ref={box} className="min-h-0 overflow-y-auto whitespace-pre-wrap break-words leading-relaxed" data-testid="document-text">
        {stretchesOf(text, placed).map((stretch, index) => (
          <Marked key={index} stretch={stretch} isActive={active !== null && stretch.ids.includes(active)} onPick={press} />
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
