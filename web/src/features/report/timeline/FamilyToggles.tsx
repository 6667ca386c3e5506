import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";
import { familyColor, type Family } from "@/lib/families";

interface FamilyTogglesProps {
  families: Family[];
  hidden: ReadonlySet<Family>;
  onChange: (hidden: ReadonlySet<Family>) => void;
}

export function FamilyToggles({ families, hidden, onChange }: FamilyTogglesProps): ReactNode {
  const { t } = useTranslation("report");
  const toggle = (family: Family): void => {
    const next = new Set(hidden);
    if (!next.delete(family)) next.add(family);
    onChange(next);
  };
  return (
    <div role="group" aria-label={t("timeline.families")} className="no-print -mx-1 flex flex-wrap gap-1.5 px-1">
      {families.map((family) => (
        <button
          key={family}
          type="button"
          aria-pressed={!hidden.has(family)}
          onClick={() => toggle(family)}
          className={classes(
            "flex min-h-10 items-center gap-2 rounded-full border px-3.5 text-sm font-semibold",
            hidden.has(family) ? "border-line bg-transparent text-muted line-through decoration-1" : "border-line-strong bg-surface",
          )}
        >
          <span aria-hidden="true" className="size-2.5 rounded-full border-2" style={{ borderColor: familyColor(family), background: hidden.has(family) ? "transparent" : familyColor(family) }} />
          {t(`family.${family}`)}
        </button>
      ))}
    </div>
  );
}
