import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ButtonLink, Notice } from "@/components";
import { paths } from "@/lib/paths";

import { PlainFrame } from "./PlainFrame";

const login = (id: string) => `${paths.login}?next=${encodeURIComponent(paths.interview(id))}`;

/** The session ended in mid-interview: nothing is lost, and logging in goes on from here. */
export function SignedOutNotice({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("interview");
  const action = (
    <ButtonLink size="sm" to={login(id)}>
      {t("signedOut.login")}
    </ButtonLink>
  );
  return (
    <div data-testid="signed-out">
      <Notice tone="warn" title={t("signedOut.title")} action={action}>
        {t("signedOut.lead")}
      </Notice>
    </div>
  );
}

/** The same, in place of the room, for whoever opens it signed out. */
export function SignedOutPage({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <PlainFrame title={t("signedOut.title")} lead={t("signedOut.lead")}>
      <ButtonLink size="lg" to={login(id)} className="self-start" data-testid="signed-out">
        {t("signedOut.login")}
      </ButtonLink>
    </PlainFrame>
  );
}
