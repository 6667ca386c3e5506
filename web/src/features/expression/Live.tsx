import { Radio, Square } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, ErrorNotice, Notice, Segmented, Slider, Spinner, Switch } from "@/components";
import { classes } from "@/lib/classes";
import { showStream } from "@/lib/media/stream";
import { useCamera, type Facing } from "@/lib/media/useCamera";

import { FaceAnswer } from "./FaceAnswer";
import type { About, Attested, Frame } from "./api";
import { rhythm } from "./cues";
import { useFrames } from "./useFrames";
import { useSpokenCues } from "./useSpokenCues";

interface Props {
  about: About;
  attested: Attested;
  onStop: () => void;
}

/** The camera, for as long as it is on: a few frames a second go to the server, and this says so. */
export function Live({ about, attested, onStop }: Props): ReactNode {
  const { t } = useTranslation("expression");
  const [facing, setFacing] = useState<Facing>("user");
  const { stream, failure, retry } = useCamera(facing);
  const [video, setVideo] = useState<HTMLVideoElement | null>(null);
  useEffect(() => showStream(video, stream), [video, stream]);
  const { frame, error } = useFrames(video, stream !== null, attested);
  const stop = (
    <Button size="lg" variant="secondary" onClick={onStop} data-testid="stop-camera">
      <Square aria-hidden="true" />
      {t("live.stop")}
    </Button>
  );
  if (failure)
    return (
      <Notice
        tone="warn"
        title={t(`failure.${failure}.title`, { ns: "devices" })}
        action={
          <>
            <Button onClick={retry}>{t("live.retry")}</Button>
            {stop}
          </>
        }
      >
        {t("live.failure")}
      </Notice>
    );
  return (
    <div className="flex min-w-0 flex-col gap-4" data-testid="live">
      <div className="relative overflow-hidden rounded-3xl bg-black shadow-lift">
        <video ref={setVideo} muted playsInline autoPlay className={classes("aspect-video w-full object-contain", facing === "user" && "-scale-x-100")} aria-label={t("live.label")} />
        <p className="absolute inset-x-3 bottom-3 mx-auto flex w-fit max-w-[92%] items-center gap-2 rounded-full bg-black/75 px-4 py-2 text-sm font-semibold text-white">
          {stream ? <Radio aria-hidden="true" className="size-4 shrink-0" /> : <Spinner />}
          {t(stream ? (error ? "live.unanswered" : "live.on") : "live.opening")}
        </p>
      </div>
      <Segmented
        label={t("live.facing")}
        value={facing}
        onChange={setFacing}
        choices={[
          { value: "user", label: t("live.user") },
          { value: "environment", label: t("live.environment") },
        ]}
        className="flex"
      />
      {error && <ErrorNotice error={error} />}
      {!error && <Answers about={about} frame={frame} />}
      <Spoken about={about} frame={frame} />
      {stop}
    </div>
  );
}

function Answers({ about, frame }: { about: About; frame: Frame | null }): ReactNode {
  const { t } = useTranslation("expression");
  if (!frame) return <p className="text-muted">{t("live.looking")}</p>;
  if (frame.message) return <p className="text-muted">{frame.message}</p>;
  return (
    <div className="flex flex-col gap-6">
      {frame.faces.map((face, at) => (
        <FaceAnswer key={at} about={about} face={face} number={frame.faces.length > 1 ? at + 1 : null} />
      ))}
    </div>
  );
}

/** For who can't see the other's face: few spoken words when the largest face's expression has changed. Off at first. */
function Spoken({ about, frame }: { about: About; frame: Frame | null }): ReactNode {
  const { t } = useTranslation("expression");
  const [isOn, setOn] = useState(false);
  const [apartS, setApart] = useState(rhythm.apartS);
  const { told, hasVoice } = useSpokenCues(isOn, apartS, about, frame);
  return (
    <Card className="flex flex-col gap-3">
      <Switch label={t("spoken.label")} hint={t("spoken.hint")} checked={isOn} onChange={setOn} />
      {isOn && (
        <>
          <Notice tone="warn">{about.others_know}</Notice>
          {!hasVoice && <Notice tone="warn">{t("spoken.noVoice")}</Notice>}
          <Slider label={t("spoken.every")} value={apartS} onChange={setApart} min={3} max={30} shown={t("spoken.seconds", { count: apartS })} />
          {/* What can't be heard from the browser, a screen reader reads out. */}
          <p className="text-sm text-muted" data-testid="said" aria-live={hasVoice && told?.isSpoken !== false ? "off" : "polite"}>
            {told ? t(told.isSpoken ? "spoken.last" : "spoken.shown", { said: told.words }) : t("spoken.none")}
          </p>
        </>
      )}
    </Card>
  );
}
