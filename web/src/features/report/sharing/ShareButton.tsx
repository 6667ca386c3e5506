import { Share2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";

import { ShareDialog } from "./ShareDialog";

export function ShareButton({ interviewId }: { interviewId: string }): ReactNode {
  const { t } = useTranslation("sharing");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" className="no-print" onClick={() => setOpen(true)} data-testid="share">
        <Share2 aria-hidden="true" />
        {t("share.open")}
      </Button>
      {open && <ShareDialog interviewId={interviewId} onClose={() => setOpen(false)} />}
    </>
  );
}
