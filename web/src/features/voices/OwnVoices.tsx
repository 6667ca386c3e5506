import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Mic, Square, Trash2, Volume2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useMe } from "@/client/useMe";
import { Badge, Button, Confirm, Dialog, EmptyState, ErrorNotice, Notice, Section } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { useSample } from "@/lib/media/useSample";

import { Ask } from "./Ask";
import { Checks } from "./Checks";
import { listOwn, ownKey, removeOwn, type OwnVoice } from "./api";

/** Voices that were copied, each with its recorded consent. `whyNot`: why none can be copied here now. */
export function OwnVoices({ whyNot }: { whyNot: string | null }): ReactNode {
  const { t } = useTranslation("voices");
  const me = useMe().data;
  const own = useQuery({ queryKey: ownKey, queryFn: listOwn });
  const [isAsking, setAsking] = useState(false);
  const kept = (own.data ?? []).filter((one) => one.recorded_at !== null);
  const add = (
    <Button onClick={() => setAsking(true)} disabled={whyNot !== null} data-testid="add-voice">
      <Mic aria-hidden="true" />
      {t("own.add")}
    </Button>
  );
  return (
    <Section title={t("own.title")} lead={t("own.lead")}>
      {own.error && <ErrorNotice error={own.error} onRetry={() => void own.refetch()} />}
      {whyNot && <Notice>{me?.is_admin ? whyNot : t("own.notHere")}</Notice>}
      {own.data && kept.length === 0 ? (
        <EmptyState title={t("own.none")} action={add} />
      ) : (
        <>
          <ul className="flex flex-col gap-3">
            {kept.map((one) => (
              <li key={one.id}>
                <Kept voice={one} canSpeak={whyNot === null} />
              </li>
            ))}
          </ul>
          <div>{add}</div>
        </>
      )}
      <Dialog open={isAsking} onOpenChange={setAsking} title={t("own.add")}>
        {isAsking && <Ask onDone={() => setAsking(false)} />}
      </Dialog>
    </Section>
  );
}

function Kept({ voice, canSpeak }: { voice: OwnVoice; canSpeak: boolean }): ReactNode {
  const { t } = useTranslation("voices");
  const sample = useSample();
  const date = voice.recorded_at ? new Date(voice.recorded_at).toLocaleDateString(currentLanguage()) : "";
  const Sign = sample.playing ? Square : Volume2;
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-line p-4" data-testid="own-voice">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="text-lg font-semibold">{voice.name}</p>
        <Badge tone="good">{t(`own.${voice.whose}`)}</Badge>
        <p className="text-sm text-muted">{t("own.recorded", { date, seconds: Math.round(voice.duration_s ?? 0) })}</p>
      </div>
      <p className="text-sm text-muted">{voice.used_by.length > 0 ? t("own.usedBy", { names: voice.used_by.join(", ") }) : t("own.nobody")}</p>
      <details className="text-sm">
        <summary className="min-h-9 cursor-pointer py-1.5 font-semibold">{t("own.proof")}</summary>
        <div className="flex flex-col gap-3 pt-1">
          {/* eslint-disable-next-line jsx-a11y/media-has-caption -- its words stand below */}
          {voice.proof_url && <audio controls preload="none" src={voice.proof_url} className="w-full" />}
          <blockquote className="border-l-4 border-line pl-3 text-muted">{voice.statement}</blockquote>
          <Checks voice={voice} />
        </div>
      </details>
      {sample.error && <ErrorNotice error={sample.error} />}
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="secondary" disabled={!canSpeak} busy={sample.coming} onClick={() => (sample.playing ? sample.stop() : sample.play(voice.voice, ["ko", "en"]))}>
          {!sample.coming && <Sign aria-hidden="true" />}
          {t(sample.playing && !sample.coming ? "field.stop" : "field.play")}
        </Button>
        <Remove voice={voice} />
      </div>
    </div>
  );
}

function Remove({ voice }: { voice: OwnVoice }): ReactNode {
  const { t } = useTranslation("voices");
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await removeOwn(voice.id).finally(() => Promise.all([queries.invalidateQueries({ queryKey: ownKey }), queries.invalidateQueries({ queryKey: ["voices"] })]));
  };
  return (
    <Confirm
      title={t("own.removeTitle", { name: voice.name })}
      deed={t("own.remove")}
      onConfirm={remove}
      trigger={(open) => (
        <Button variant="quiet" onClick={open} data-testid="remove-voice">
          <Trash2 aria-hidden="true" />
          {t("own.remove")}
        </Button>
      )}
    >
      <p>{t("own.removeLead")}</p>
      {voice.used_by.length > 0 && <p className="mt-2">{t("own.removeUsed", { names: voice.used_by.join(", ") })}</p>}
    </Confirm>
  );
}
