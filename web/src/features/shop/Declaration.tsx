import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Checkbox, ErrorNotice } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { readDeclaration } from "./api";

/** What is declared of everybody in the photos, word for word; no set is begun without it. */
export function Declaration({ value, onChange }: { value: boolean; onChange: (declared: boolean) => void }): ReactNode {
  const { t } = useTranslation("shop");
  const declaration = useQuery({ queryKey: ["shop-declaration", currentLanguage()], queryFn: readDeclaration, staleTime: Infinity });
  if (declaration.error) return <ErrorNotice error={declaration.error} onRetry={() => void declaration.refetch()} />;
  if (!declaration.data) return null;
  return (
    <Card className="flex max-w-3xl flex-col gap-1">
      <p className="font-semibold">{t("declaration.title")}</p>
      <Checkbox checked={value} onChange={onChange} label={declaration.data.statement} />
      <p className="text-sm text-muted">{t("declaration.why")}</p>
    </Card>
  );
}
