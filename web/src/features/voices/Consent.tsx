import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Mic, RotateCcw, Square } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ButtonLink, ErrorNotice, Notice } from "@/components";
import { rememberedChoice } from "@/lib/media/choice";
import { openLevelMeter, silenceDbfs } from "@/lib/media/level";
import { useStream } from "@/lib/media/useStream";
import { paths } from "@/lib/paths";
import { chooseMime } from "@/lib/recorder/mime";

import { Checks } from "./Checks";
import { ownKey, sendRecording, type OwnVoice } from "./api";

/** The statement is read aloud, heard once more, and kept when the server finds a voice that reads it. */
export function Consent({ voice, onDone }: { voice: OwnVoice; onDone: () => void }): ReactNode {
  const { t } = useTranslation("voices");
  const queries = useQueryClient();
  const [recording, setRecording] = useState<Blob | null>(null);
  const send = useMutation({
    mutationFn: (data: Blob) => sendRecording(voice.id, data),
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ownKey }), queries.invalidateQueries({ queryKey: ["voices"] })]),
  });
  if (send.data) return <Ready voice={send.data} onDone={onDone} />;
  const again = (): void => {
    send.reset();
    setRecording(null);
  };
  return (
    <div className="flex flex-col gap-4">
      <div>
        <p className="font-semibold">{t("record.title")}</p>
        <p className="text-sm text-muted">{t("record.lead")}</p>
      </div>
      <blockquote className="rounded-2xl bg-accent-soft p-4 text-lg leading-relaxed" data-testid="statement">
        {voice.statement}
      </blockquote>
      {recording ? (
        <>
          <Heard recording={recording} />
          {send.error && <ErrorNotice error={send.error} />}
          <div className="flex flex-col gap-2 sm:flex-row-reverse">
            <Button className="grow" size="lg" busy={send.isPending} disabled={send.error !== null} onClick={() => send.mutate(recording)} data-testid="send-consent">
              {t(send.isPending ? "record.checking" : "record.send")}
            </Button>
            <Button variant="secondary" size="lg" disabled={send.isPending} onClick={again}>
              <RotateCcw aria-hidden="true" />
              {t("record.again")}
            </Button>
          </div>
        </>
      ) : (
        <Recorder onRecorded={setRecording} />
      )}
    </div>
  );
}

function Heard({ recording }: { recording: Blob }): ReactNode {
  const { t } = useTranslation("voices");
  const player = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(recording);
    if (player.current) player.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [recording]);
  // eslint-disable-next-line jsx-a11y/media-has-caption -- its words are shown above
  return <audio ref={player} controls aria-label={t("record.listen")} className="w-full" />;
}

function Ready({ voice, onDone }: { voice: OwnVoice; onDone: () => void }): ReactNode {
  const { t } = useTranslation("voices");
  return (
    <div className="flex flex-col gap-4" data-testid="voice-ready">
      <Notice tone="good">{t("record.done", { name: voice.name })}</Notice>
      <Checks voice={voice} />
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={paths.people}>{t("record.toPeople")}</ButtonLink>
        <Button variant="secondary" onClick={onDone}>
          {t("record.close")}
        </Button>
      </div>
    </div>
  );
}

/** Records from the microphone until it is stopped; a file can be chosen where there is none. */
function Recorder({ onRecorded }: { onRecorded: (recording: Blob) => void }): ReactNode {
  const { t } = useTranslation(["voices", "devices"]);
  const [choice] = useState(() => ({ ...rememberedChoice(), mode: "voice" as const }));
  const open = useStream(choice);
  const [recorder, setRecorder] = useState<MediaRecorder | null>(null);
  const start = (stream: MediaStream): void => {
    const mime = chooseMime(false);
    const made = new MediaRecorder(stream, mime ? { mimeType: mime } : {});
    const parts: Blob[] = [];
    made.ondataavailable = (event) => parts.push(event.data);
    made.onstop = () => onRecorded(new Blob(parts, { type: made.mimeType }));
    made.start();
    setRecorder(made);
  };
  return (
    <div className="flex flex-col gap-3">
      {open.failure && (
        <Notice tone="warn" title={t(`devices:failure.${open.failure}.title`)}>
          {t(`devices:failure.${open.failure}.todo`)}
        </Notice>
      )}
      {open.stream && <LevelLine stream={open.stream} isRecording={recorder !== null} />}
      {recorder ? (
        <Button size="lg" variant="danger" onClick={() => recorder.state !== "inactive" && recorder.stop()} data-testid="stop-recording">
          <Square aria-hidden="true" />
          {t("record.stop")}
        </Button>
      ) : (
        <Button size="lg" disabled={!open.stream} busy={open.state === "asking"} onClick={() => open.stream && start(open.stream)} data-testid="start-recording">
          <Mic aria-hidden="true" />
          {t("record.start")}
        </Button>
      )}
      {!recorder && (
        <label className="cursor-pointer text-center text-sm text-muted underline">
          {t("record.file")}
          <input type="file" accept="audio/*,video/webm" className="sr-only" onChange={(event) => event.target.files?.[0] && onRecorded(event.target.files[0])} data-testid="consent-file" />
        </label>
      )}
    </div>
  );
}

/** How loud it is, and for how long it has been recording. */
function LevelLine({ stream, isRecording }: { stream: MediaStream; isRecording: boolean }): ReactNode {
  const { t } = useTranslation("voices");
  const [share, setShare] = useState(0);
  const [seconds, setSeconds] = useState(0);
  const since = useRef(0);
  useEffect(() => {
    since.current = performance.now();
    const meter = openLevelMeter(stream);
    const timer = setInterval(() => {
      setShare(Math.min(1, Math.max(0, 1 - meter.read().rmsDbfs / (silenceDbfs * 0.7))));
      setSeconds(Math.floor((performance.now() - since.current) / 1000));
    }, 100);
    return () => {
      clearInterval(timer);
      meter.close();
    };
  }, [stream, isRecording]);
  return (
    <div className="flex items-center gap-3">
      <div className="h-2.5 grow overflow-hidden rounded-full bg-sunken" role="meter" aria-label={t("record.level")} aria-valuenow={Math.round(share * 100)}>
        <div className="h-full rounded-full bg-accent" style={{ width: `${100 * share}%` }} />
      </div>
      {isRecording && <p className="w-12 text-right tabular-nums">{t("record.seconds", { seconds })}</p>}
    </div>
  );
}
