import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, Dialog, Notice } from "@/components";
import type { OpenStream } from "@/lib/media/useStream";
import { paths } from "@/lib/paths";

interface Props {
  open: boolean;
  interviewId: string;
  /** The recorder stopped by itself. */
  isLost: boolean;
  devices: OpenStream | null;
  onGoOn: () => void;
}

/** Time stands still here. Leaving is safe: the interview waits where it was. */
export function PauseDialog({ open, interviewId, isLost, devices, onGoOn }: Props): ReactNode {
  const { t } = useTranslation(["interview", "devices"]);
  const failure = devices?.failure ?? null;
  const canGoOn = devices === null || devices.stream !== null;
  const actions = (
    <>
      <ButtonLink variant="secondary" to={paths.history}>
        {t("pause.leave")}
      </ButtonLink>
      <Button onClick={onGoOn} disabled={!canGoOn} data-testid="go-on">
        {t("pause.goOn")}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onOpenChange={(next) => !next && canGoOn && onGoOn()} title={t(isLost ? "pause.lost" : "pause.title")} actions={actions}>
      <p>{t(isLost ? "pause.lostLead" : "pause.lead")}</p>
      {failure && (
        <Notice
          tone="warn"
          title={t(`devices:failure.${failure}.title`)}
          action={
            <>
              <Button size="sm" variant="secondary" onClick={devices?.retry}>
                {t("devices:failure.retry")}
              </Button>
              <ButtonLink size="sm" variant="secondary" to={`${paths.devices}?next=${encodeURIComponent(paths.interview(interviewId))}`}>
                {t("lobby.devices")}
              </ButtonLink>
            </>
          }
        >
          {t(`devices:failure.${failure}.todo`)}
        </Notice>
      )}
    </Dialog>
  );
}
