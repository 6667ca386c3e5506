import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Checkbox, ErrorNotice, Segmented } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { listConsents, type ShopConsent } from "./api";

export interface Attested {
  consent: ShopConsent["consent"];
  attestation: boolean;
}

export const noConsent: Attested = { consent: "own_face", attestation: false };

/** A real person is the model: that they agree to this very use, word for word. */
export function Consent({ value, onChange }: { value: Attested; onChange: (value: Attested) => void }): ReactNode {
  const { t } = useTranslation("shop");
  const statements = useQuery({ queryKey: ["shop-consents", currentLanguage()], queryFn: listConsents });
  const statement = statements.data?.find((one) => one.consent === value.consent)?.statement;
  return (
    <Card className="flex max-w-3xl flex-col gap-3">
      <p className="font-semibold">{t("consent.title")}</p>
      <Segmented
        label={t("consent.whose")}
        value={value.consent}
        onChange={(consent) => onChange({ consent, attestation: false })}
        choices={[
          { value: "own_face", label: t("consent.mine") },
          { value: "permission", label: t("consent.permitted") },
        ]}
        className="flex"
      />
      {statements.error && <ErrorNotice error={statements.error} />}
      {statement && <Checkbox checked={value.attestation} onChange={(attestation) => onChange({ ...value, attestation })} label={statement} />}
    </Card>
  );
}
