import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ErrorNotice, Segmented, TextField } from "@/components";
import { charactersIn, mostName } from "@/lib/characters";
import { currentLanguage } from "@/lib/i18n";

import { Consent } from "./Consent";
import { askForVoice, type OwnVoice, type VoiceWish } from "./api";

/** First whose voice it is, then the reading. */
export function Ask({ onDone }: { onDone: () => void }): ReactNode {
  const [asked, setAsked] = useState<OwnVoice | null>(null);
  return asked ? <Consent voice={asked} onDone={onDone} /> : <Whose onAsked={setAsked} />;
}

function Whose({ onAsked }: { onAsked: (voice: OwnVoice) => void }): ReactNode {
  const { t } = useTranslation("voices");
  const [name, setName] = useState("");
  const [language, setLanguage] = useState<VoiceWish["language"]>(currentLanguage());
  const [whose, setWhose] = useState<VoiceWish["whose"]>("self");
  const ask = useMutation({ mutationFn: askForVoice, onSuccess: onAsked });
  const isComplete = name.trim() !== "" && charactersIn(name) <= mostName;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) ask.mutate({ name: name.trim(), language, whose });
      }}
    >
      <div className="flex flex-col gap-1.5">
        <p className="font-semibold">{t("ask.whose")}</p>
        <Segmented
          label={t("ask.whose")}
          value={whose}
          onChange={setWhose}
          choices={[
            { value: "self", label: t("ask.self") },
            { value: "other", label: t("ask.other") },
          ]}
          className="flex"
        />
        {whose === "other" && <p className="text-sm text-muted">{t("ask.otherHint")}</p>}
      </div>
      <TextField label={t("ask.name")} hint={t("ask.nameHint")} required most={mostName} value={name} onChange={(event) => setName(event.target.value)} data-testid="speaker-name" />
      <div className="flex flex-col gap-1.5">
        <p className="font-semibold">{t("ask.language")}</p>
        <Segmented
          label={t("ask.language")}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: "ko", label: t("ask.korean") },
            { value: "en", label: t("ask.english") },
          ]}
          className="flex"
        />
      </div>
      {ask.error && <ErrorNotice error={ask.error} />}
      <Button type="submit" size="lg" busy={ask.isPending} disabled={!isComplete} data-testid="show-statement">
        {t("ask.next")}
      </Button>
    </form>
  );
}
