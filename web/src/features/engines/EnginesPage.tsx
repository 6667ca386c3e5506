import { Check, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Engine, EngineShelf } from "@/client/types";
import { Badge, Card, ErrorNotice, Page, Skeleton, WhatItIs } from "@/components";
import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";
import { useShelves } from "@/lib/useEngines";

/** What this installation can do, by which engine, and what the missing ones need. */
export function EnginesPage(): ReactNode {
  const { t } = useTranslation(["engines", "common"]);
  const shelves = useShelves();
  return (
    <Page title={t("page.title")} lead={t("page.lead")} back={{ to: paths.me, label: t("common:nav.me") }} width="wide">
      {shelves.isPending && <Skeleton className="h-96" />}
      {shelves.error && <ErrorNotice error={shelves.error} onRetry={() => void shelves.refetch()} />}
      {shelves.data && (
        <Card className="!p-0">
          <table className="w-full text-left max-md:block">
            <thead className="text-sm text-muted max-md:sr-only">
              <tr>
                {(["capability", "engine", "kind", "state", "about"] as const).map((column) => (
                  <th key={column} scope="col" className="px-5 py-3 font-semibold">
                    {t(`page.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            {shelves.data.map((shelf) => (
              <Shelf key={shelf.capability} shelf={shelf} />
            ))}
          </table>
        </Card>
      )}
    </Page>
  );
}

function Shelf({ shelf }: { shelf: EngineShelf }): ReactNode {
  const { t } = useTranslation("engines");
  const title = t(`capability.${shelf.capability}` as "capability.clone", { defaultValue: shelf.capability });
  return (
    <tbody className="border-t border-line max-md:block max-md:py-3" data-testid="shelf">
      {shelf.engines.map((engine, row) => (
        <tr key={engine.name} className="align-top max-md:block max-md:px-5 max-md:py-2">
          {row === 0 && (
            <th scope="rowgroup" rowSpan={shelf.engines.length} className="px-5 py-3 font-semibold max-md:block max-md:px-0 max-md:pb-2 max-md:pt-0 md:min-w-44">
              {title}
            </th>
          )}
          <Row engine={engine} />
        </tr>
      ))}
    </tbody>
  );
}

const cell = "px-5 py-3 max-md:inline-block max-md:px-0 max-md:py-0.5 max-md:pr-2";

function Row({ engine }: { engine: Engine }): ReactNode {
  const { t } = useTranslation("engines");
  return (
    <>
      <td className={classes(cell, "[overflow-wrap:anywhere] md:min-w-44")}>
        {engine.name}
        {engine.sha256 && <Hash sha256={engine.sha256} className="max-md:hidden" />}
      </td>
      <td className={cell}>
        <Badge>{t(`kind.${engine.kind}`)}</Badge>
      </td>
      <td className={cell}>
        <Badge tone={engine.serves ? "accent" : engine.ready ? "good" : "warn"}>
          {engine.ready ? <Check aria-hidden="true" className="size-3.5" /> : <CircleDashed aria-hidden="true" className="size-3.5" />}
          {t(engine.serves ? "serves" : engine.ready ? "ready" : "notReady")}
        </Badge>
      </td>
      <td className={classes(cell, "md:w-1/2 max-md:block")}>
        <span className="flex flex-col gap-0.5">
          <WhatItIs engine={engine} />
          {engine.sha256 && <Hash sha256={engine.sha256} className="md:hidden" />}
        </span>
      </td>
    </>
  );
}

const shown = 8;

/** On a line of its own, so that names and badges stand in line; the whole is there to be copied. */
function Hash({ sha256, className }: { sha256: string; className: string }): ReactNode {
  const { t } = useTranslation("engines");
  return (
    <details className={classes("text-sm text-muted", className)}>
      <summary className="cursor-pointer whitespace-nowrap">{t("sha", { start: sha256.slice(0, shown) })}</summary>
      <span className="block max-w-56 break-all font-mono text-xs">{sha256}</span>
    </details>
  );
}
