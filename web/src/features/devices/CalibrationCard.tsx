import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Crosshair } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Button, Card } from "@/components";

import { CalibrationScreen } from "./CalibrationScreen";
import { latestCalibration, type Calibration } from "./api";

const latestKey = ["calibration"] as const;

/** Five points, half a minute: with them the report can tell the camera from the corner of the screen. */
export function CalibrationCard({ stream }: { stream: MediaStream }): ReactNode {
  const { t } = useTranslation("devices");
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const latest = useQuery({ queryKey: latestKey, queryFn: () => latestCalibration().catch(() => null) });
  const finish = (calibration: Calibration | null): void => {
    if (calibration) queries.setQueryData(latestKey, calibration);
    setOpen(false);
  };
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-lg">{t("calibration.title")}</h2>
        {latest.data && (
          <Badge tone={latest.data.usable ? "good" : "warn"}>{t(latest.data.usable ? "calibration.usable" : "calibration.unusable")}</Badge>
        )}
      </div>
      <p className="text-muted">{t("calibration.lead")}</p>
      <Button variant="secondary" onClick={() => setOpen(true)} data-testid="calibrate">
        <Crosshair aria-hidden="true" />
        {t(latest.data ? "calibration.again" : "calibration.start")}
      </Button>
      {isOpen && <CalibrationScreen stream={stream} onEnd={finish} />}
    </Card>
  );
}
