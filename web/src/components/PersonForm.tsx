import { useQueryClient } from "@tanstack/react-query";
import { UserPlus, Video } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { MadePerson } from "@/client/types";
import { useJob } from "@/client/useJob";
import { charactersIn, mostName } from "@/lib/characters";
import { paths } from "@/lib/paths";

import { Button, ButtonLink } from "./Button";
import { EngineField } from "./EngineField";
import { TextField } from "./Field";
import { ErrorNotice, Notice, Reference } from "./Notice";
import { Progress } from "./Progress";
import { Card } from "./Surface";
import { VoiceField } from "./VoiceField";

/** Characters. */
const mostPersona = 300;

export interface PersonDetails {
  name: string;
  voice: string;
  persona: string;
  /** Left out: the one that serves. */
  talk_engine?: string;
}

interface Props {
  name: string;
  voice: string;
  /** What was attested for the photo that the face goes back to, word for word. */
  attested?: string | null;
  busy: boolean;
  error: Error | null;
  onMake: (details: PersonDetails) => void;
}

/** A face becomes a person: with a name, a voice and a manner. */
export function PersonForm({ name: suggested, voice: suits, attested, busy, error, onMake }: Props): ReactNode {
  const { t } = useTranslation(["people", "engines"]);
  const [name, setName] = useState(suggested);
  const [voice, setVoice] = useState(suits);
  const [persona, setPersona] = useState("");
  const [engine, setEngine] = useState<string | null>(null);
  const isComplete = name.trim() !== "" && charactersIn(name) <= mostName && charactersIn(persona) <= mostPersona;
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onMake({ name: name.trim(), voice, persona, ...(engine !== null && { talk_engine: engine }) });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t("become.name")} required most={mostName} value={name} onChange={(event) => setName(event.target.value)} />
        <VoiceField label={t("become.voice")} value={voice} onChange={setVoice} />
      </div>
      <TextField label={t("become.persona")} placeholder={t("become.personaHint")} most={mostPersona} value={persona} onChange={(event) => setPersona(event.target.value)} />
      <EngineField capability="talking portrait" label={t("engines:field.talk")} value={engine} onChange={setEngine} />
      {attested && <p className="text-sm text-muted">{t("photo.attested", { statement: attested })}</p>}
      {error && <ErrorNotice error={error} />}
      <Button type="submit" size="lg" busy={busy} disabled={!isComplete} data-testid="make-person">
        <UserPlus aria-hidden="true" />
        {t("become.deed")}
      </Button>
    </form>
  );
}

/** Somebody has been made, and is still being taught to speak and listen. */
export function PersonMade({ made }: { made: MadePerson }): ReactNode {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const job = useJob(made.job.id, () => void queries.invalidateQueries({ queryKey: ["interviewers"] })) ?? made.job;
  const ready = job.state === "done";
  return (
    <Card className="flex flex-col gap-4" data-testid="person-made">
      <p className="text-lg font-semibold">{t("become.done", { name: made.interviewer.name })}</p>
      {job.error ? (
        <Notice tone="danger">
          {job.error.message}
          <Reference kind={job.error.kind} id={job.error.request_id} />
        </Notice>
      ) : (
        !ready && <Progress label={job.step_title || t("become.preparing")} value={job.progress} />
      )}
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={paths.interviewWith(made.interviewer.id)} data-testid="interview-with">
          <Video aria-hidden="true" />
          {t("become.interview")}
        </ButtonLink>
        <ButtonLink variant="secondary" to={paths.people}>
          {t("become.back")}
        </ButtonLink>
      </div>
    </Card>
  );
}
