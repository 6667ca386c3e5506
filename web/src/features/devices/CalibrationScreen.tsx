import { Dialog as Radix } from "radix-ui";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ErrorNotice, Spinner } from "@/components";
import { classes } from "@/lib/classes";
import { showStream } from "@/lib/media/stream";

import { targets, type Calibration, type Target } from "./api";
import { useCalibration, type CalibrationStep } from "./useCalibration";

interface Props {
  stream: MediaStream;
  onEnd: (calibration: Calibration | null) => void;
}

/** The whole window with one dot at a time. Escape leaves without a trace. */
export function CalibrationScreen({ stream, onEnd }: Props): ReactNode {
  const { t } = useTranslation("devices");
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  const { step, begin } = useCalibration(video);
  useEffect(() => showStream(video, stream), [video, stream]);
  return (
    <Radix.Root open onOpenChange={(open) => !open && onEnd(step.name === "done" ? step.calibration : null)}>
      <Radix.Portal>
        <Radix.Content aria-describedby={undefined} className="fixed inset-0 z-50 bg-paper" data-testid="calibration" data-step={step.name}>
          <Radix.Title className="sr-only">{t("calibration.title")}</Radix.Title>
          {/* not display:none, which stops some browsers from decoding */}
          <video ref={setVideo} muted playsInline autoPlay aria-hidden="true" className="pointer-events-none absolute size-px opacity-0" />
          {step.name === "target" && <Dot target={step.target} />}
          <div className="absolute inset-0 grid place-items-center p-6">
            <div className="flex max-w-md flex-col items-center gap-4 text-center" aria-live="polite">
              <Words step={step} begin={begin} onEnd={onEnd} />
            </div>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface WordsProps {
  step: CalibrationStep;
  begin: () => void;
  onEnd: (calibration: Calibration | null) => void;
}

function Words({ step, begin, onEnd }: WordsProps): ReactNode {
  const { t } = useTranslation("devices");
  if (step.name === "target") {
    const number = targets.indexOf(step.target) + 1;
    return (
      <p className="text-muted">
        {t(`calibration.look.${step.target}`)} ({number}/{targets.length})
      </p>
    );
  }
  if (step.name === "sending")
    return (
      <p className="flex items-center gap-3">
        <Spinner /> {t("calibration.sending")}
      </p>
    );
  if (step.name === "done")
    return (
      <>
        <p className="text-title font-bold">{t(step.calibration.usable ? "calibration.done" : "calibration.poor")}</p>
        <p className="text-muted">{t(step.calibration.usable ? "calibration.doneLead" : "calibration.poorLead")}</p>
        <Buttons onAgain={begin} onLeave={() => onEnd(step.calibration)} leave={t("calibration.close")} first={step.calibration.usable ? "leave" : "again"} />
      </>
    );
  if (step.name === "failed")
    return (
      <>
        <ErrorNotice error={step.error} />
        <Buttons onAgain={begin} onLeave={() => onEnd(null)} leave={t("calibration.skip")} first="again" />
      </>
    );
  return (
    <>
      <p className="text-title font-bold">{t("calibration.ready")}</p>
      <p className="text-muted">{t("calibration.readyLead")}</p>
      <div className="flex flex-wrap justify-center gap-2">
        <Button size="lg" onClick={begin} data-testid="begin-calibration">
          {t("calibration.begin")}
        </Button>
        <Button size="lg" variant="quiet" onClick={() => onEnd(null)}>
          {t("calibration.skip")}
        </Button>
      </div>
    </>
  );
}

function Buttons({ onAgain, onLeave, leave, first }: { onAgain: () => void; onLeave: () => void; leave: string; first: "again" | "leave" }): ReactNode {
  const { t } = useTranslation("devices");
  return (
    <div className="flex flex-wrap justify-center gap-2">
      <Button variant={first === "leave" ? "primary" : "secondary"} onClick={onLeave}>
        {leave}
      </Button>
      <Button variant={first === "again" ? "primary" : "secondary"} onClick={onAgain}>
        {t("calibration.again")}
      </Button>
    </div>
  );
}

const places: Record<Target, string> = {
  camera: "left-1/2 top-6 -translate-x-1/2",
  top_left: "left-6 top-6",
  top_right: "right-6 top-6",
  bottom_left: "bottom-6 left-6",
  bottom_right: "bottom-6 right-6",
};

/** A still centre to rest the eyes on and a ring that closes in on it: the frames are taken when it arrives. */
function Dot({ target }: { target: Target }): ReactNode {
  return (
    <div key={target} aria-hidden="true" className={classes("absolute grid size-14 place-items-center", places[target])}>
      <span className="absolute size-14 rounded-full border-[3px] border-accent animate-[closing_1500ms_ease-in_forwards]" />
      <span className="size-4 rounded-full bg-accent" />
    </div>
  );
}
