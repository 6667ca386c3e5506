import { useCallback, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { rememberChoice, rememberedChoice, type AnswerMode, type DeviceChoice } from "@/lib/media/choice";
import { hasFewCores } from "@/lib/media/picture";
import { useStream } from "@/lib/media/useStream";

import { BottomPanel } from "./BottomPanel";
import { CoachCue } from "./CoachCue";
import { EndDialog } from "./EndDialog";
import { Leaving } from "./Leaving";
import { Lobby } from "./Lobby";
import { OthersView } from "./OthersView";
import { PauseDialog } from "./PauseDialog";
import { SelfView } from "./SelfView";
import { SignedOutNotice } from "./SignedOut";
import { StageView } from "./StageView";
import { TopBar } from "./TopBar";
import { TurnPanel } from "./TurnPanel";
import type { Interview } from "./api";
import { isPaused } from "./phase";
import { placeOf } from "./place";
import { useAnswering } from "./useAnswering";
import { useAsking } from "./useAsking";
import { rememberCoach, rememberedCoach, useCoach } from "./useCoach";
import { useWentOn, type Elsewhere } from "./useElsewhere";
import { useFollowing } from "./useFollowing";
import { useKeys } from "./useKeys";
import { useOwner } from "./useOwner";
import { usePresence } from "./usePresence";
import { useRepeating } from "./useRepeating";
import { useKeptProgress, useRoom } from "./useRoom";
import { useSettled } from "./useSettled";
import { useClips, useTable } from "./useStage";
import { useTyped } from "./useTyped";
import { useOnline, useUploads } from "./useUploads";

interface Props {
  interview: Interview;
  elsewhere: Elsewhere;
  onGoOnHere: () => void;
}

interface Devices {
  choice: DeviceChoice;
  /** Another way to answer, remembered for the next visit. */
  choose: (mode: AnswerMode) => void;
  isTyped: boolean;
  open: ReturnType<typeof useStream>;
}

function useDevices(interview: Interview): Devices {
  const [choice, setChoice] = useState(rememberedChoice);
  const choose = (mode: AnswerMode): void => {
    setChoice({ ...choice, mode });
    rememberChoice({ ...choice, mode });
  };
  const isTyped = interview.accommodations.typed_answers || choice.mode === "typed";
  const open = useStream(isTyped ? null : choice);
  return { choice, choose, isTyped, open };
}

/** Leaving the page in mid-answer is asked about; what was recorded is safe either way. */
function useWarningBeforeLeaving(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOn]);
}

/** The room is dark whatever the theme, its dialogs too: a bright window would light the candidate's face anew. */
function useDarkWindow(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    const before = dataset.theme;
    dataset.theme = "dark";
    return () => {
      dataset.theme = before;
    };
  }, []);
}

/** The interview itself: the interviewer fills the window, everything else keeps out of the way. */
export function Room({ interview, elsewhere, onGoOnHere }: Props): ReactNode {
  const { t } = useTranslation("interview");
  useDarkWindow();
  const { id: owner, isSignedOut } = useOwner();
  const { choice, choose, isTyped, open } = useDevices(interview);
  const { state, send, resumed, left } = useRoom(interview);
  const [wantsTranscript, setWantsTranscript] = useState(false);
  const [wantsCaptions, setCaptions] = useState<boolean | null>(null);
  const hasCaptions = wantsCaptions ?? (interview.accommodations.captions || isTyped); // who writes looks at the question
  const [wantsCoach, setWantsCoach] = useState(rememberedCoach);
  const [showsSelf, setShowsSelf] = useState(true);
  const [isSmall] = useState(() => hasFewCores());
  const table = useTable();
  const clips = useClips(interview.questions);
  const { stop, enter } = elsewhere;
  const typed = useTyped(interview, state.index, isTyped, stop);
  const uploads = useUploads(owner);
  const isOnline = useOnline();
  const answering = useAnswering({
    interview, state, stream: open.stream, owner, isOff: isTyped, typedText: typed.text, wantsTranscript, beforeSaved: typed.flush, send,
  });
  const asking = useAsking(interview, state, table, clips, send);
  const following = useFollowing(interview, state, table.table, clips, send);
  const repeat = useRepeating(interview, state, isTyped, table.table, clips);
  const coach = useCoach(interview, state, open.stream, wantsCoach && !isTyped);
  useKeptProgress(interview.id, state, answering.take);
  useWentOn(interview, state, stop);
  const isInside = state.phase !== "lobby";
  useEffect(() => {
    if (isInside) enter();
  }, [isInside, enter]);
  usePresence(interview.id, state, isSignedOut || uploads?.state === "signed_out");
  useWarningBeforeLeaving(state.phase === "answering" && !isTyped);

  const isSettled = useSettled(`${state.phase} ${state.index}`);
  const [isEnding, setEnding] = useState(false);
  const trouble = { status: uploads, isOnline, isInMemory: answering.isInMemory };
  const paused = isPaused(state);
  const isRecording = state.phase === "answering" && !paused;
  const goOn = useCallback(() => send({ name: "go_on", nowMs: Date.now() }), [send]);
  const pause = (): void => send({ name: "pause", nowMs: Date.now() });
  const answer = (): void => send({ name: "answer", nowMs: Date.now() });
  const finish = (): void => send({ name: "finish_answer" });
  const isLast = state.index + 1 === state.count;
  const next = (): void => (isLast ? setEnding(true) : send({ name: "next" }));
  const retake = (): void => send({ name: "retake" });
  const skip = (): void => send({ name: "skip" });
  const forward = { asking: answer, thinking: answer, answering: finish, answered: next }[state.phase as "asking"] as (() => void) | undefined;
  const canSkip = state.phase === "asking" || state.phase === "thinking" || state.phase === "following";
  useKeys(
    paused || isEnding || state.phase === "lobby" || state.phase === "leaving"
      ? {}
      : {
          ...(asking.turn && { space: asking.skipTurns, s: asking.skipTurns }),
          ...(isSettled && !asking.turn && {
            space: forward,
            n: state.phase === "answered" ? next : undefined,
            r: state.phase === "answered" ? retake : undefined,
            s: canSkip ? skip : undefined,
          }),
          h: repeat ?? undefined,
          c: () => setCaptions(!hasCaptions),
          v: () => setShowsSelf((on) => !on),
          escape: pause,
        },
  );

  if (state.phase === "leaving") return <Leaving interview={interview} />;
  const question = interview.questions[state.index];
  const { turn } = asking;
  const speaker = turn?.kind === "greeting" ? turn.seat : (question?.seat ?? 0);
  const isSpeaking = state.phase === "asking" && turn?.kind !== "other";
  return (
    <div
      data-testid="room"
      data-phase={state.phase}
      data-question={state.index}
      data-paused={paused}
      data-settled={isSettled}
      data-frames={table.frames.total}
      data-dropped-frames={table.frames.dropped}
      data-looks={table.directions}
      className="fixed inset-0 overflow-hidden bg-black text-ink"
    >
      <h1 className="sr-only">{t("room.title")}</h1>
      <StageView seats={interview.seats} speaker={speaker} isSpeaking={isSpeaking} clips={clips} sit={table.sit} isInLobby={state.phase === "lobby"} />
      {state.phase === "lobby" ? (
        <Lobby
          interview={interview}
          isTyped={isTyped}
          open={open}
          resumed={resumed}
          hasCaptions={hasCaptions}
          onCaptions={setCaptions}
          wantsTranscript={wantsTranscript}
          onTranscript={setWantsTranscript}
          coach={coach}
          wantsCoach={wantsCoach}
          onCoach={(on) => {
            setWantsCoach(on);
            rememberCoach(on);
          }}
          onBegin={() => send({ name: "begin", nowMs: Date.now(), at: resumed.phase })}
          onMode={choose}
          onGoOnHere={elsewhere.isOpen ? onGoOnHere : null}
        />
      ) : (
        <>
          <TopBar
            place={placeOf(interview, turn?.kind === "other" ? turn.questionIndex : state.index)}
            uploads={trouble}
            hasCaptions={hasCaptions}
            onCaptions={() => setCaptions(!hasCaptions)}
            canShowSelf={choice.mode === "video" && !isTyped}
            showsSelf={showsSelf}
            onShowSelf={() => setShowsSelf(!showsSelf)}
            onPause={pause}
          />
          {showsSelf && choice.mode === "video" && open.stream && <SelfView stream={open.stream} isRecording={isRecording} isStill={isRecording && isSmall} isLow={interview.seats.length > 1} />}
          <CoachCue cue={coach.cue} />
          {turn?.kind === "other" && <OthersView key={turn.url} turn={turn} isPaused={paused} onEnd={asking.endTurn} />}
          {turn && (
            <TurnPanel
              turn={turn}
              name={turn.kind === "other" ? turn.candidate.name : (interview.seats[turn.seat]?.name ?? "")}
              hasCaptions={hasCaptions}
              onSkip={asking.skipTurns}
            />
          )}
          {!turn && <BottomPanel
            state={state}
            left={left}
            question={following.coming ?? question}
            number={placeOf(interview, state.index).number}
            hasCaptions={hasCaptions || asking.isSilent || following.isLate}
            spoken={asking.spoken}
            typed={isTyped ? typed : null}
            uploads={trouble}
            busy={answering.busy}
            isLast={isLast}
            isSettled={isSettled}
            onAnswer={answer}
            onFinish={finish}
            onNext={next}
            onRetake={retake}
            onSkip={skip}
            onRepeat={repeat}
          />}
          {(isSignedOut || uploads?.state === "signed_out") && state.phase !== "answering" && (
            <div className="absolute inset-x-4 top-[4.25rem] z-20 sm:right-auto sm:w-96">
              <SignedOutNotice id={interview.id} />
            </div>
          )}
          <PauseDialog open={paused} interviewId={interview.id} isLost={answering.isLost} devices={isTyped ? null : open} onGoOn={goOn} />
          <EndDialog open={isEnding} onBack={() => setEnding(false)} onEnd={() => send({ name: "next" })} />
        </>
      )}
    </div>
  );
}
