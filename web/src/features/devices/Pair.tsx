import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { meKey } from "@/client/useMe";
import { Button, ErrorNotice, Page } from "@/components";
import { paths } from "@/lib/paths";

import { claimPairing } from "./api";

/** Where the QR code leads. The code works once, so it is used on a press and not by a preview of the link. */
export function Pair(): ReactNode {
  const { t } = useTranslation("devices");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const claim = useMutation({
    mutationFn: () => claimPairing(search.get("code") ?? ""),
    onSuccess: async (me) => {
      queries.clear();
      queries.setQueryData(meKey, me);
      const next = search.get("next");
      await navigate(next ? `${paths.devices}?next=${encodeURIComponent(next)}` : paths.devices);
    },
  });
  return (
    <Page title={t("pair.title")} lead={t("pair.lead")} width="narrow">
      <Button size="lg" busy={claim.isPending} disabled={!search.get("code")} onClick={() => claim.mutate()}>
        {t("pair.enter")}
      </Button>
      {claim.error && <ErrorNotice error={claim.error} />}
    </Page>
  );
}
