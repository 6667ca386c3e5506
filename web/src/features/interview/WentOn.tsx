import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, TextArea } from "@/components";

import { PlainFrame } from "./PlainFrame";
import type { Stopped } from "./useElsewhere";

/** In place of the room, once the interview goes on in another window or on another device. */
export function WentOn({ stopped, onGoOn }: { stopped: Stopped; onGoOn: () => void }): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <PlainFrame title={t("elsewhere.title")} lead={t("elsewhere.lead")}>
      {stopped.unsaved !== "" && <TextArea label={t("elsewhere.unsaved")} hint={t("elsewhere.unsavedHint")} rows={4} value={stopped.unsaved} readOnly data-testid="unsaved" />}
      <Button size="lg" className="self-start" onClick={onGoOn} data-testid="go-on-here">
        {t("elsewhere.goOn")}
      </Button>
    </PlainFrame>
  );
}
