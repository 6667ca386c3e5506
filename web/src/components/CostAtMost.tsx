import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { components } from "@/client/schema";
import { useUsage } from "@/lib/useUsage";

import { ErrorNotice } from "./Notice";

interface CostAtMostProps {
  /** The model and its host. */
  name: string;
  /** Tells one wish from another. */
  wish: readonly unknown[];
  read: () => Promise<components["schemas"]["UsageView"] | null>;
}

/** What is sent to a connected model, and what that costs at most, before anything is sent. */
export function CostAtMost({ name, wish, read }: CostAtMostProps): ReactNode {
  const { t } = useTranslation("models");
  const usage = useUsage();
  const cost = useQuery({ queryKey: ["cost-at-most", ...wish], queryFn: read, retry: false });
  if (cost.error) return <ErrorNotice error={cost.error} />;
  return (
    <p className="text-sm text-muted" data-testid="estimate">
      {t("cost.sent", { name })} {cost.data && t(cost.data.won === null ? "cost.unpriced" : "cost.atMost", { used: usage(cost.data) })}
    </p>
  );
}
