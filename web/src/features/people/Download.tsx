import { ArrowDownToLine } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Checkbox } from "@/components";

/** The picture to take along, with the visible label unless it is left out. */
export function Download({ urlOf }: { urlOf: (labelled: boolean) => string }): ReactNode {
  const { t } = useTranslation("people");
  const [labelled, setLabelled] = useState(true);
  return (
    <>
      <p className="text-muted">{t("download.lead")}</p>
      <Checkbox checked={labelled} onChange={setLabelled} label={t("download.label")} />
      <Button asChild variant="secondary" className="self-start">
        <a href={urlOf(labelled)} download data-testid="download">
          <ArrowDownToLine aria-hidden="true" />
          {t("download.deed")}
        </a>
      </Button>
    </>
  );
}
