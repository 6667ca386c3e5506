import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";
import { classes } from "@/lib/classes";

import { isLong } from "./folding";

interface FoldedProps {
  /** What the children show, to tell how long it is. */
  text: string;
  children: ReactNode;
}

/** Long words show their beginning until somebody wants all of them; paper has no button and shows all. */
export function Folded({ text, children }: FoldedProps): ReactNode {
  const { t } = useTranslation("report");
  const [open, setOpen] = useState(false);
  if (!isLong(text)) return children;
  return (
    <div className="flex flex-col items-start gap-2">
      <div className={classes("w-full", !open && "max-h-80 overflow-y-hidden print:max-h-none")} data-testid="folded">
        {children}
      </div>
      <Button variant="secondary" size="sm" className="print:hidden" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? "content.showLess" : "content.showAll", { count: text.length })}
      </Button>
    </div>
  );
}
