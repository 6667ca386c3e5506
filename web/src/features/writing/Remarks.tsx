import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";
import { sliceOf, type Span } from "@/lib/spans";

import { check, type Remark } from "./api";
import { useLater } from "./useLater";

interface Props {
  text: string;
  onShow: (span: Span) => void;
  onChange: (text: string) => void;
}

/** The text with a remark's suggestion in the place of its quote. */
function mended(text: string, span: Span, right: string): string {
  const points = Array.from(text);
  return points.slice(0, span.start).join("") + right + points.slice(span.end).join("");
}

/** What the rules say about an item while it is written. Remarks on what was changed since are left out. */
export function Remarks({ text, onShow, onChange }: Props): ReactNode {
  const { t } = useTranslation("writing");
  const settled = useLater(text);
  const found = useQuery({
    queryKey: ["writing-check", settled],
    queryFn: () => check(settled),
    enabled: settled.trim() !== "",
    staleTime: Infinity,
    gcTime: 60_000,
    retry: 1,
    placeholderData: (before) => before,
  });
  if (text.trim() === "" || !found.data) return null;
  const holding = found.data.filter(({ span, quote }) => span && sliceOf(text, span) === quote);
  if (holding.length === 0) return <p className="text-sm text-muted">{t("remarks.none")}</p>;
  return (
    <details open className="flex flex-col gap-2">
      <summary className="cursor-pointer font-semibold">{t("remarks.title", { count: holding.length })}</summary>
      <ul className="mt-2 flex flex-col divide-y divide-line" data-testid="remarks">
        {holding.map((remark, index) => (
          <Row key={index} remark={remark} onShow={onShow} onMend={(span, right) => onChange(mended(text, span, right))} />
        ))}
      </ul>
    </details>
  );
}

function Row({ remark, onShow, onMend }: { remark: Remark; onShow: (span: Span) => void; onMend: (span: Span, right: string) => void }): ReactNode {
  const { t, i18n } = useTranslation("writing");
  const { span, suggestion } = remark;
  const words = i18n.language === "en" ? remark.text.en : remark.text.ko;
  const offered = suggestion && (i18n.language === "en" ? suggestion.en : suggestion.ko);
  if (!span) return null;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 text-sm">
      <button type="button" className="min-w-0 grow basis-60 rounded-lg text-left hover:underline" onClick={() => onShow(span)}>
        {words}
        {offered?.includes("___") && <span className="block text-muted">{offered}</span>}
      </button>
      {offered && !offered.includes("___") && (
        <Button variant="secondary" size="sm" onClick={() => onMend(span, offered)}>
          {t("remarks.mend", { right: offered })}
        </Button>
      )}
    </li>
  );
}
