import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { Consent } from "@/client/types";
import { currentLanguage } from "@/lib/i18n";

import { Checkbox, Segmented } from "./Choice";

const listConsents = () => call<Consent[]>("GET", "/consent-statements");

export interface Attested {
  consent: Consent["consent"];
  attestation: boolean;
}

/** Whose face is in the photo, and that its person agrees, word for word. */
export function Attestation({ value, onChange }: { value: Attested; onChange: (value: Attested) => void }): ReactNode {
  const { t } = useTranslation("people");
  const statements = useQuery({ queryKey: ["consents", currentLanguage()], queryFn: listConsents }).data ?? [];
  return (
    <>
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
      <Checkbox
        checked={value.attestation}
        onChange={(attestation) => onChange({ ...value, attestation })}
        label={statements.find((one) => one.consent === value.consent)?.statement ?? ""}
      />
    </>
  );
}
