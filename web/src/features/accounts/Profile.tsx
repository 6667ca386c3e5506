import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Me } from "@/client/types";
import { meKey } from "@/client/useMe";
import { Button, ErrorNotice, Section, Segmented, TextField } from "@/components";
import { chooseLanguage, currentLanguage, type Language } from "@/lib/i18n";

function useProfile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: { display_name?: string; language?: Language }) => call<Me>("PATCH", "/accounts/me", { json: change }),
    onSuccess: (me) => queries.setQueryData(meKey, me),
  });
}

/** Name and language. */
export function Profile({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation("accounts");
  const [name, setName] = useState(me.display_name);
  const change = useProfile();
  const pickLanguage = (language: Language): void => {
    void chooseLanguage(language);
    change.mutate({ language });
  };
  return (
    <Section title={t("me.profile")}>
      <form
        className="flex flex-col gap-3 sm:flex-row sm:items-start"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ display_name: name.trim() });
        }}
      >
        <div className="grow">
          <TextField label={t("join.name")} name="name" maxLength={60} required value={name} onChange={(event) => setName(event.target.value)} good={change.isSuccess ? t("me.saved") : undefined} />
        </div>
        <Button type="submit" variant="secondary" className="sm:mt-7.5" busy={change.isPending} disabled={name.trim() === "" || name.trim() === me.display_name}>
          {t("common:action.save")}
        </Button>
      </form>
      {change.isError && <ErrorNotice error={change.error} />}
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="font-semibold">{t("me.language")}</span>
        <Segmented
          label={t("me.language")}
          value={currentLanguage()}
          onChange={pickLanguage}
          choices={[
            { value: "ko", label: "한국어" },
            { value: "en", label: "English" },
          ]}
        />
      </div>
    </Section>
  );
}
