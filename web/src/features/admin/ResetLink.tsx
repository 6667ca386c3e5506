import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import { Button, ErrorNotice, Section, TextField } from "@/components";

import { LinkBox } from "./LinkBox";

/** Helps somebody back in who lost both password and recovery codes. */
export function ResetLink(): ReactNode {
  const { t } = useTranslation("admin");
  const [login, setLogin] = useState("");
  const make = useMutation({
    mutationFn: () => call<components["schemas"]["ResetLinkView"]>("POST", "/admin/reset-links", { json: { login: login.trim().toLowerCase() } }),
  });
  return (
    <Section title={t("reset.title")} lead={t("reset.lead")}>
      <form
        className="flex flex-col gap-3 sm:flex-row sm:items-end"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className="grow">
          <TextField label={t("reset.login")} autoCapitalize="none" spellCheck={false} required value={login} onChange={(event) => setLogin(event.target.value)} />
        </div>
        <Button type="submit" variant="secondary" className="sm:mb-1.5" busy={make.isPending} disabled={login.trim() === ""}>
          {t("reset.deed")}
        </Button>
      </form>
      {make.isError && <ErrorNotice error={make.error} />}
      {make.data && <LinkBox title={t("reset.made")} url={make.data.url} expiresAt={make.data.expires_at} />}
    </Section>
  );
}
