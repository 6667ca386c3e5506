import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Card, ErrorNotice, Skeleton } from "@/components";

import { listPublished, type Publication } from "./api";

function Published({ one }: { one: Publication }): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="warn">{t("sample.badge")}</Badge>
          <span className="font-semibold">{one.period}</span>
        </p>
        <p className="text-sm text-muted">{t("sample.source", { source: one.source, year: one.year, count: one.count })}</p>
      </div>
      <table className="w-full text-left">
        <thead className="text-sm text-muted">
          <tr>
            <th className="py-1.5 font-semibold">{t("sample.spec")}</th>
            <th className="py-1.5 text-right font-semibold">{t("sample.rate")}</th>
            <th className="py-1.5 text-right font-semibold">{t("sample.mean")}</th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {one.figures.map((figure) => (
            <tr key={figure.title} className="border-t border-line">
              <th scope="row" className="py-2 font-normal">
                {figure.title}
              </th>
              <td className="py-2 text-right">{figure.holder_rate === null ? "–" : `${(figure.holder_rate * 100).toFixed(1)}%`}</td>
              <td className="py-2 text-right">{figure.mean === null ? "–" : `${figure.mean}${figure.unit.startsWith("/") ? "" : " "}${figure.unit}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-sm text-muted">{one.note}</p>
    </Card>
  );
}

/** To try the page with: aggregates that others have published, shown as such. Nobody's row is behind them. */
export function Sample(): ReactNode {
  const { i18n } = useTranslation("specs");
  const sample = useQuery({ queryKey: ["spec-sample", i18n.language], queryFn: listPublished, staleTime: Infinity });
  if (sample.isPending) return <Skeleton className="h-64" />;
  if (sample.isError) return <ErrorNotice error={sample.error} />;
  return (
    <div className="flex flex-col gap-4">
      {sample.data.map((one) => (
        <Published key={`${one.source} ${one.period}`} one={one} />
      ))}
    </div>
  );
}
