import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus, Video } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { useJob } from "@/client/useJob";
import { Button, ButtonLink, Card, ErrorNotice, Notice, Progress, SelectField, TextField } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { listVoices, makePerson, peopleKey, type Face, type Made } from "./api";

/** A face becomes a person: with a name, a voice and a manner. */
export function Become({ face, code }: { face: Face; code: string }): ReactNode {
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: makePerson,
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: peopleKey }), queries.invalidateQueries({ queryKey: ["interviewers"] })]),
  });
  if (make.data && make.variables.code === code) return <Done made={make.data} />;
  return <Form face={face} busy={make.isPending} error={make.error} onMake={(wish) => make.mutate({ ...wish, code })} />;
}

interface Wish {
  name: string;
  voice: string;
  persona: string;
}

function Form({ face, busy, error, onMake }: { face: Face; busy: boolean; error: Error | null; onMake: (wish: Wish) => void }): ReactNode {
  const { t } = useTranslation("people");
  const voices = useQuery({ queryKey: ["voices", currentLanguage()], queryFn: listVoices });
  const [name, setName] = useState(face.face.name);
  const [voice, setVoice] = useState(face.voice);
  const [persona, setPersona] = useState("");
  const isComplete = name.trim() !== "";
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) onMake({ name: name.trim(), voice, persona });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t("become.name")} required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        <SelectField label={t("become.voice")} value={voice} onChange={(event) => setVoice(event.target.value)}>
          {(voices.data ?? []).map((one) => (
            <option key={one.name} value={one.name}>
              {one.title}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField label={t("become.persona")} placeholder={t("become.personaHint")} maxLength={300} value={persona} onChange={(event) => setPersona(event.target.value)} />
      {face.consent && <p className="text-sm text-muted">{t("photo.attested", { statement: face.consent })}</p>}
      {error && <ErrorNotice error={error} />}
      <Button type="submit" size="lg" busy={busy} disabled={!isComplete} data-testid="make-person">
        <UserPlus aria-hidden="true" />
        {t("become.deed")}
      </Button>
    </form>
  );
}

function Done({ made }: { made: Made }): ReactNode {
  const { t } = useTranslation("people");
  const queries = useQueryClient();
  const job = useJob(made.job.id, () => void queries.invalidateQueries({ queryKey: ["interviewers"] })) ?? made.job;
  const ready = job.state === "done";
  return (
    <Card className="flex flex-col gap-4" data-testid="person-made">
      <p className="text-lg font-semibold">{t("become.done", { name: made.interviewer.name })}</p>
      {job.error ? (
        <Notice tone="danger">{job.error.message}</Notice>
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
