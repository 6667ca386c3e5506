import { RadioGroup } from "radix-ui";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import type { Engine, MadeBy } from "@/client/types";
import { classes } from "@/lib/classes";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";
import { useShelves } from "@/lib/useEngines";

import { Badge } from "./Surface";

interface Props {
  /** As GET /engines calls it. */
  capability: string;
  /** Of which work it is the engine, where a page has several. */
  label?: string;
  /** Null: the one that serves. */
  value: string | null;
  onChange: (name: string) => void;
  className?: string;
}

/** Which engine does the work: folded to one line; opened, it tells of all and what the missing ones need. */
export function EngineField({ capability, label, value, onChange, className }: Props): ReactNode {
  const { t } = useTranslation("engines");
  const id = useId();
  const engines = useShelves().data?.find((shelf) => shelf.capability === capability)?.engines;
  if (!engines) return null;
  const chosen = engines.find((one) => (value === null ? one.serves : one.name === value));
  const title = label ?? t("field.label");
  return (
    <details className={classes("min-w-0", className)} data-testid="engine-field">
      <summary id={id} className="min-h-9 cursor-pointer py-1.5">
        <span className="font-semibold">{title}</span> <span className="break-all text-muted">{chosen?.name ?? value ?? t("field.none")}</span>
      </summary>
      <RadioGroup.Root aria-labelledby={id} value={chosen?.name ?? value ?? ""} onValueChange={onChange} className="mt-2 flex flex-col gap-2">
        {engines.map((engine) => (
          <Choice key={engine.name} engine={engine} />
        ))}
      </RadioGroup.Root>
      <Link to={paths.engines} className="mt-1 inline-flex min-h-9 items-center text-sm font-semibold text-accent-strong underline-offset-4 hover:underline">
        {t("field.all")}
      </Link>
    </details>
  );
}

function Choice({ engine }: { engine: Engine }): ReactNode {
  const { t } = useTranslation("engines");
  return (
    <RadioGroup.Item
      value={engine.name}
      disabled={!engine.ready}
      className="flex min-h-11 flex-col items-stretch gap-1 rounded-xl border border-line bg-surface px-3.5 py-2.5 text-left transition-colors enabled:hover:border-line-strong disabled:cursor-not-allowed disabled:bg-sunken data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)]"
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className={classes("break-all font-semibold", !engine.ready && "text-muted")}>{engine.name}</span>
        <Badge>{t(`kind.${engine.kind}`)}</Badge>
        {!engine.ready && <Badge tone="warn">{t("notReady")}</Badge>}
      </span>
      <WhatItIs engine={engine} />
    </RadioGroup.Item>
  );
}

/** What an engine is good at, or what it needs; and whose weights it runs under which licence. */
export function WhatItIs({ engine }: { engine: Engine }): ReactNode {
  const { t } = useTranslation("engines");
  return (
    <>
      <span className="text-sm [overflow-wrap:anywhere]">{(engine.why_not ?? engine.good_at)[currentLanguage()]}</span>
      {engine.choice && <span className="text-sm [overflow-wrap:anywhere]">{engine.choice[currentLanguage()]}</span>}
      <span className="text-sm text-muted [overflow-wrap:anywhere]">{t("licence", { licence: engine.licence_weights })}</span>
      {engine.non_commercial && (
        <span>
          <Badge tone="warn">{t("nonCommercial")}</Badge>
        </span>
      )}
    </>
  );
}

const shown = 8;

/** Who made something: the engine, and the beginning of its weights' SHA-256; the whole is there to be copied. */
export function MadeByLine({ made }: { made: MadeBy }): ReactNode {
  const { t } = useTranslation("engines");
  if (made.weights_sha256 === null) return <span data-testid="made-by">{made.engine}</span>;
  return (
    <details className="inline" data-testid="made-by">
      <summary className="cursor-pointer">
        {made.engine} · {t("sha", { start: made.weights_sha256.slice(0, shown) })}
      </summary>
      <span className="block break-all font-mono text-xs text-muted">{made.weights_sha256}</span>
    </details>
  );
}
