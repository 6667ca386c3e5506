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

type Models = components["schemas"]["ModelsView"];
type Estimate = components["schemas"]["EstimateView"];

interface AskModelProps {
  interviewId: string;
  index: number;
  onAsked: () => void;
}

const isUnconnected = (error: Error): boolean => error instanceof ApiError && error.code === "no_model_connected";

/** Lets the account's own model read the answer. What it costs at most stands there before anything is sent. */
export function AskModel({ interviewId, index, onAsked }: AskModelProps): ReactNode {
  const { t, i18n } = useTranslation("report");
  const queries = useQueryClient();
  const address = `/interviews/${interviewId}/questions/${index}/content`;
  // the same key as the page of models, so that one that was connected there is known here
  const models = useQuery({ queryKey: ["language-models"], queryFn: () => call<Models>("GET", "/language-models") });
  const connected = models.data?.connections.some((one) => one.chosen && one.usable) ?? false;
  const estimate = useQuery({
    queryKey: ["content-estimate", interviewId, index],
    queryFn: () => call<Estimate>("GET", `${address}/estimate`),
    enabled: connected,
    retry: false,
    staleTime: 0,
  });
  const ask = useMutation({
    mutationFn: () => call<Interview>("POST", address),
    onSuccess: (interview) => {
      onAsked();
      queries.setQueryData(["interview", interviewId], interview); // with the job, which the page follows to its end
    },
  });
  if (models.isError) return <ErrorNotice error={models.error} />;
  if (models.isPending || (connected && estimate.isPending)) return null;
  if (estimate.isError && !isUnconnected(estimate.error)) return <ErrorNotice error={estimate.error} />;
  if (!estimate.data) {
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
