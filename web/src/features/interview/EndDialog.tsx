import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Dialog } from "@/components";

import { useSettled } from "./useSettled";

interface Props {
  open: boolean;
  onBack: () => void;
  onEnd: () => void;
}

/** The end can't be taken back: the room stays closed after it. */
export function EndDialog({ open, onBack, onEnd }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const isSettled = useSettled(String(open));
  const actions = (
    <>
      <Button variant="secondary" onClick={onBack}>
        {t("end.back")}
      </Button>
      <Button aria-disabled={!isSettled} className="aria-disabled:opacity-100" onClick={isSettled ? onEnd : undefined} data-testid="end-now">
        {t("action.end")}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onOpenChange={(next) => !next && isSettled && onBack()} title={t("end.title")} actions={actions}>
      <p>{t("end.lead")}</p>
    </Dialog>
  );
}
