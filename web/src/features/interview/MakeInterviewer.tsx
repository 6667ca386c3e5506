import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ImagePlus, Trash2 } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Interviewer } from "@/client/types";
import { Button, Checkbox, Confirm, Dialog, EngineField, ErrorNotice, Segmented, TextField, useVoices, VoiceField } from "@/components";
import { charactersIn, mostName } from "@/lib/characters";
import { currentLanguage } from "@/lib/i18n";

import { listConsents, makeInterviewer, removeInterviewer, type Consent } from "./api";

const interviewersKey = ["interviewers"] as const;

/** A portrait becomes an interviewer, with the consent of whoever is in it. */
export function MakeInterviewer({ onMade }: { onMade: (id: string) => void }): ReactNode {
  const { t } = useTranslation("interview");
  const [isOpen, setOpen] = useState(false);
  const made = (id: string): void => {
    setOpen(false);
    onMade(id);
  };
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)} data-testid="make-interviewer">
        <ImagePlus aria-hidden="true" />
        {t("make.open")}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={t("make.title")}>
        {isOpen && <Form onMade={made} />}
      </Dialog>
    </>
  );
}

function useMaking(onMade: (id: string) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: makeInterviewer,
    onSuccess: async ({ interviewer }) => {
      await queries.invalidateQueries({ queryKey: interviewersKey });
      onMade(interviewer.id);
    },
  });
}

function Form({ onMade }: { onMade: (id: string) => void }): ReactNode {
  const { t } = useTranslation(["interview", "engines"]);
  const voices = useVoices();
  const consents = useQuery({ queryKey: ["consents", currentLanguage()], queryFn: listConsents });
  const make = useMaking(onMade);
  const [portrait, setPortrait] = useState<File | null>(null);
  const [name, setName] = useState("");
  const [voice, setVoice] = useState<string | null>(null);
  const [consent, setConsent] = useState<Consent["consent"]>("own_face");
  const [attested, setAttested] = useState(false);
  const [engine, setEngine] = useState<string | null>(null);
  const chosenVoice = voice ?? voices.data?.[0]?.name ?? null;
  const isComplete = portrait !== null && name.trim() !== "" && charactersIn(name) <= mostName && chosenVoice !== null && attested;
  const send = (): void => {
    if (!isComplete) return;
    const form = new FormData();
    const fields = { name: name.trim(), voice: chosenVoice, consent, attestation: "true", ...(engine !== null && { talk_engine: engine }) };
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("portrait", portrait);
    make.mutate(form);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Portrait file={portrait} onPick={setPortrait} />
      <TextField label={t("make.name")} required most={mostName} value={name} onChange={(event) => setName(event.target.value)} />
      <VoiceField label={t("make.voice")} value={chosenVoice ?? ""} onChange={setVoice} />
      <EngineField capability="talking portrait" label={t("engines:field.talk")} value={engine} onChange={setEngine} />
      <Segmented
        label={t("make.whose")}
        value={consent}
        onChange={(value) => {
          setConsent(value);
          setAttested(false);
        }}
        choices={[
          { value: "own_face", label: t("make.mine") },
          { value: "permission", label: t("make.permitted") },
        ]}
        className="flex"
      />
      <Checkbox checked={attested} onChange={setAttested} label={consents.data?.find((one) => one.consent === consent)?.statement ?? ""} />
      {make.error && <ErrorNotice error={make.error} />}
      <Button type="submit" size="lg" busy={make.isPending} disabled={!isComplete}>
        {t("make.deed")}
      </Button>
    </form>
  );
}

function Portrait({ file, onPick }: { file: File | null; onPick: (file: File | null) => void }): ReactNode {
  const { t } = useTranslation("interview");
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (url) return () => URL.revokeObjectURL(url);
  }, [url]);
  const [isBroken, setBroken] = useState(false);
  const pick = (next: File | null): void => {
    setBroken(false);
    setUrl(next && URL.createObjectURL(next));
    onPick(next);
  };
  const refuse = (): void => {
    setBroken(true);
    onPick(null);
  };
  return (
    <div className="flex items-center gap-4">
      {file && url && <img src={url} alt="" onError={refuse} className="size-20 shrink-0 rounded-2xl object-cover" />}
      <div className="min-w-0 grow">
        <TextField
          label={t("make.portrait")}
          hint={t("make.portraitHint")}
          error={isBroken ? t("make.notPicture") : undefined}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={(event) => pick(event.target.files?.[0] ?? null)}
          className="py-2"
        />
      </div>
    </div>
  );
}

export function RemoveInterviewer({ interviewer }: { interviewer: Interviewer }): ReactNode {
  const { t } = useTranslation("interview");
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    // also when it fails: in another tab they may be gone already
    await removeInterviewer(interviewer.id).finally(() => Promise.all([queries.invalidateQueries({ queryKey: interviewersKey }), queries.invalidateQueries({ queryKey: ["interview"] })]));
  };
  return (
    <Confirm
      title={t("make.removeTitle", { name: interviewer.name })}
      deed={t("make.remove")}
      onConfirm={remove}
      trigger={(open) => (
        <Button variant="quiet" onClick={open}>
          <Trash2 aria-hidden="true" />
          {t("make.remove")}
        </Button>
      )}
    >
      {t("make.removeLead")}
    </Confirm>
  );
}
