import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { ApiError, call } from "@/client/call";
import type { components } from "@/client/schema";
import type { Interview } from "@/client/types";
import { Button, ErrorNotice } from "@/components";
import { paths } from "@/lib/paths";

type Estimate = components["schemas"]["EstimateView"];

interface AskModelProps {
  interviewId: string;
  index: number;
  onAsked: () => void;
}

/** Lets the account's own model read the answer. What it costs at most stands there before anything is sent. */
export function AskModel({ interviewId, index, onAsked }: AskModelProps): ReactNode {
  const { t, i18n } = useTranslation("report");
  const queries = useQueryClient();
  const address = `/interviews/${interviewId}/questions/${index}/content`;
  const estimate = useQuery({ queryKey: ["content-estimate", interviewId, index], queryFn: () => call<Estimate>("GET", `${address}/estimate`), retry: false, staleTime: 0 });
  const ask = useMutation({
    mutationFn: () => call<Interview>("POST", address),
    onSuccess: (interview) => {
      onAsked();
      queries.setQueryData(["interview", interviewId], interview); // with the job, which the page follows to its end
    },
  });
  if (estimate.isPending) return null;
  if (estimate.isError) {
    if (!(estimate.error instanceof ApiError) || estimate.error.code !== "no_model_connected") return <ErrorNotice error={estimate.error} />;
    return (
      <p className="no-print text-sm text-muted">
        {t("content.noModel")}{" "}
        <Link to={paths.models} className="text-accent underline">
          {t("content.connect")}
        </Link>
      </p>
    );
  }
  const { name, most } = estimate.data;
  const digits = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const tokens = digits.format(most.input_tokens + most.output_tokens);
  const cost = most.won === null ? t("content.costTokens", { tokens }) : t("content.cost", { tokens, won: digits.format(most.won) });
  return (
    <div className="no-print flex flex-col items-start gap-2 border-t border-line pt-4">
      <Button variant="secondary" busy={ask.isPending} onClick={() => ask.mutate()}>
        <Sparkles aria-hidden="true" className="text-accent" />
        {t("content.ask")}
      </Button>
      <p className="text-sm text-muted">{t("content.askHint", { name, cost })}</p>
      {ask.isError && <ErrorNotice error={ask.error} onRetry={() => ask.mutate()} />}
    </div>
  );
}
