import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { call } from "@/client/call";
import type { Me } from "@/client/types";
import { meKey, useMe } from "@/client/useMe";
import { paths } from "@/lib/paths";

import { Button, type ButtonProps } from "./Button";
import { ErrorNotice } from "./Notice";

/** "Start right away": makes a guest where nobody is signed in, then goes on. */
export function StartButton({ to = paths.devices, ...look }: Pick<ButtonProps, "size" | "variant" | "wide"> & { to?: string }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => me.data ?? (await call<Me>("POST", "/accounts/guest")),
    onSuccess: async (who) => {
      queries.setQueryData(meKey, who);
      await navigate(to);
    },
  });
  return (
    <>
      <Button {...look} busy={start.isPending} onClick={() => start.mutate()}>
        {t(me.data ? "start.again" : "start.now")}
        <ArrowRight aria-hidden="true" />
      </Button>
      {start.isError && (
        <div className="basis-full">
          <ErrorNotice error={start.error} />
        </div>
      )}
    </>
  );
}
