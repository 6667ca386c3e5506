import { CircleCheck, Settings2, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, KeyHint, Notice, PhoneCard, Spinner, Switch } from "@/components";
import type { AnswerMode } from "@/lib/media/choice";
import type { OpenStream } from "@/lib/media/useStream";
import { paths } from "@/lib/paths";

import type { Interview } from "./api";
import { placeOf } from "./place";
import type { Resumed } from "./progress";
import { canRecognise } from "./recognise";
import type { CoachHandle } from "./useCoach";

interface Props {
  interview: Interview;
  isTyped: boolean;
  open: OpenStream;
  resumed: Resumed;
  hasCaptions: boolean;
  onCaptions: (on: boolean) => void;
  wantsTranscript: boolean;
  onTranscript: (on: boolean) => void;
  coach: CoachHandle;
  wantsCoach: boolean;
  onCoach: (on: boolean) => void;
  onBegin: () => void;
  /** Answer in another way than the one whose device can't be had. */
  onMode: (mode: AnswerMode) => void;
  /** Null unless the interview is open in another window. */
  onGoOnHere: (() => void) | null;
}

/** The last moment before it begins, and the place where a reload comes back to. */
export function Lobby(props: Props): ReactNode {
  const { t } = useTranslation(["interview", "devices"]);
  const { interview, isTyped, open, resumed, onGoOnHere } = props;
  const isReady = isTyped || open.stream !== null;
  const isFresh = resumed.index === 0 && resumed.phase === "asking";
  const { number, isFollowUp } = placeOf(interview, resumed.index);
  return (
    <div className="absolute inset-0 z-10 flex items-end justify-center overflow-y-auto p-3 sm:items-center sm:p-6 lg:justify-end lg:pr-[6vw]">
      <div className="flex w-full max-w-md flex-col gap-4 rounded-3xl bg-surface/95 p-5 shadow-lift backdrop-blur sm:p-7" data-testid="lobby" data-resumes={resumed.phase}>
        <div className="flex flex-col gap-1">
          <h2 className="text-2xl">{t(isFresh ? "lobby.title" : "lobby.back")}</h2>
          <p className="text-muted">
            {isFresh
              ? t("lobby.lead", { count: interview.questions.length })
              : t(`lobby.${isFollowUp ? "resumesFollowUp" : "resumes"}.${resumed.phase}`, { number, seconds: Math.round(resumed.leftS ?? 0) })}
          </p>
        </div>
        {interview.most_follow_ups > 0 && <p className="text-sm text-muted">{t("lobby.followUps")}</p>}
        {!isTyped && <DeviceLine open={open} interviewId={interview.id} />}
        {open.failure && <WaysOn open={open} onMode={props.onMode} />}
        <div className="flex flex-col divide-y divide-line">
          <Switch label={t("lobby.captions")} checked={props.hasCaptions} onChange={props.onCaptions} />
          {!isTyped && canRecognise() && (
            <Switch label={t("lobby.transcript")} hint={t("lobby.transcriptHint")} checked={props.wantsTranscript} onChange={props.onTranscript} />
          )}
          {!isTyped && hasPicture(open) && (
            <Switch label={t("lobby.coach")} hint={<CoachHint coach={props.coach} />} checked={props.wantsCoach} onChange={props.onCoach} />
          )}
        </div>
        {onGoOnHere ? (
          <Notice tone="warn" title={t("elsewhere.open")} action={<Button onClick={onGoOnHere} data-testid="go-on-here">{t("elsewhere.goOn")}</Button>}>
            {t("elsewhere.openLead")}
          </Notice>
        ) : (
          <Button size="lg" wide disabled={!isReady} onClick={props.onBegin} data-testid="begin">
            {t(isFresh ? "lobby.begin" : "lobby.goOn")}
          </Button>
        )}
        <Hints />
        {isFresh && (
          <div className="pointer-coarse:hidden" data-testid="phone-instead">
            <PhoneCard next={paths.interview(interview.id)} />
          </div>
        )}
      </div>
    </div>
  );
}

function hasPicture(open: OpenStream): boolean {
  return (open.stream?.getVideoTracks().length ?? 0) > 0;
}

/** What it does, and what it takes of this very machine once that was measured. */
function CoachHint({ coach }: { coach: CoachHandle }): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <span data-testid="coach-hint" data-state={coach.state}>
      {t("lobby.coachHint")}
      {coach.state !== "off" && <> {t(`lobby.coachState.${coach.state}`, { percent: Math.max(1, Math.round(100 * (coach.share ?? 0))) })}</>}
    </span>
  );
}

/** Nobody is stuck without a camera: what to do about it, and the ways to answer without one. */
function WaysOn({ open, onMode }: { open: OpenStream; onMode: (mode: AnswerMode) => void }): ReactNode {
  const { t } = useTranslation("devices");
  const failure = open.failure ?? "unknown";
  const canRetry = failure !== "insecure_origin" && failure !== "unsupported_browser";
  const canSpeak = failure === "no_camera" || failure === "in_use" || failure === "device_gone";
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{t(`failure.${failure}.todo`)}</p>
      <div className="flex flex-wrap gap-2">
        {canRetry && (
          <Button variant="secondary" size="sm" onClick={open.retry}>
            {t("failure.retry")}
          </Button>
        )}
        {canSpeak && (
          <Button variant="secondary" size="sm" onClick={() => onMode("voice")}>
            {t("failure.voiceOnly")}
          </Button>
        )}
        <Button variant="secondary" size="sm" onClick={() => onMode("typed")} data-testid="in-writing">
          {t("failure.typed")}
        </Button>
      </div>
    </div>
  );
}

function DeviceLine({ open, interviewId }: { open: OpenStream; interviewId: string }): ReactNode {
  const { t } = useTranslation(["interview", "devices"]);
  const link = `${paths.devices}?next=${encodeURIComponent(paths.interview(interviewId))}`;
  return (
    <div className="flex flex-wrap items-center justify-between gap-2" role="status">
      {open.state === "asking" && (
        <span className="flex items-center gap-2 text-muted">
          <Spinner /> {t("devices:picture.opening")}
        </span>
      )}
      {open.state === "on" && (
        <span className="flex items-center gap-2 text-good">
          <CircleCheck aria-hidden="true" className="size-5" /> {t("lobby.devicesOn")}
        </span>
      )}
      {open.failure && (
        <span className="flex items-center gap-2 text-warn">
          <TriangleAlert aria-hidden="true" className="size-5 shrink-0" /> {t(`devices:failure.${open.failure}.title`)}
        </span>
      )}
      <ButtonLink variant="quiet" size="sm" to={link}>
        <Settings2 aria-hidden="true" />
        {t("lobby.devices")}
      </ButtonLink>
    </div>
  );
}

const hints = [
  ["Space", "hint.space"],
  ["N", "hint.next"],
  ["R", "hint.retake"],
  ["S", "hint.skip"],
  ["H", "hint.repeat"],
  ["C", "hint.captions"],
  ["Esc", "hint.pause"],
] as const;

function Hints(): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <ul className="hidden flex-wrap gap-x-4 gap-y-1 text-sm text-muted pointer-fine:flex" aria-label={t("hint.label")}>
      {hints.map(([key, text]) => (
        <li key={key} className="flex items-center gap-1.5">
          <KeyHint>{key}</KeyHint> {t(text)}
        </li>
      ))}
    </ul>
  );
}
