import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Heart, Pencil, Trash2, Video } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { MadeBy } from "@/client/types";
import { Button, ButtonLink, Confirm, Dialog, EngineField, ErrorNotice, MadeByLine, TextField, VoiceField } from "@/components";
import { charactersIn, mostName } from "@/lib/characters";
import { paths } from "@/lib/paths";

import { Download } from "./Download";
import { changePerson, peopleKey, personDownloadUrl, removePerson, type Person } from "./api";

/** Somebody who has been made: what is known, and what can be done. */
export function PersonDialog({ person, onClose }: { person: Person | null; onClose: () => void }): ReactNode {
  return (
    <Dialog open={person !== null} onOpenChange={(open) => !open && onClose()} title={person?.name ?? ""}>
      {person && <Sheet key={person.id} person={person} onClose={onClose} />}
    </Dialog>
  );
}

function Sheet({ person, onClose }: { person: Person; onClose: () => void }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[12rem_minmax(0,1fr)]">
        <img src={person.portrait_url} alt={person.name} className="aspect-square w-full rounded-2xl object-cover" />
        <div className="flex min-w-0 flex-col gap-2">
          <p className="text-muted">{person.title}</p>
          {person.persona && <p>{person.persona}</p>}
          <p className="text-sm text-muted">{person.consent}</p>
          {person.engine && <Provenance person={person} />}
          {person.talk_made_by && <SpeaksBy made={person.talk_made_by} />}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <ButtonLink to={paths.interviewWith(person.id)}>
          <Video aria-hidden="true" />
          {t("person.interview")}
        </ButtonLink>
        {person.code && (
          <ButtonLink variant="secondary" to={paths.face(person.code)}>
            <Pencil aria-hidden="true" />
            {t("person.again")}
          </ButtonLink>
        )}
      </div>
      {person.engine && (
        <div className="flex flex-col gap-1 border-t border-line pt-4">
          <Download urlOf={(labelled) => personDownloadUrl(person.id, labelled)} />
        </div>
      )}
      {person.own && <OwnDeeds person={person} onGone={onClose} />}
    </>
  );
}

function SpeaksBy({ made }: { made: MadeBy }): ReactNode {
  const { t } = useTranslation("engines");
  return (
    <div className="text-sm text-muted">
      {t("made.talk")}: <MadeByLine made={made} />
    </div>
  );
}

function Provenance({ person }: { person: Person }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <details className="text-sm text-muted">
      <summary className="min-h-9 cursor-pointer py-1.5">{t("person.provenance")}</summary>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 break-all">
        <dt>{t("person.engine")}</dt>
        <dd>{person.engine}</dd>
        {person.seed !== null && (
          <>
            <dt>{t("person.seed")}</dt>
            <dd className="tabular-nums">{person.seed}</dd>
          </>
        )}
        {person.code && person.origin !== "photo" && (
          <>
            <dt>{t("person.code")}</dt>
            <dd className="font-mono">{person.code}</dd>
          </>
        )}
        {person.weights_sha256 && (
          <>
            <dt>{t("person.weights")}</dt>
            <dd className="font-mono">{person.weights_sha256}</dd>
          </>
        )}
      </dl>
    </details>
  );
}

function OwnDeeds({ person, onGone }: { person: Person; onGone: () => void }): ReactNode {
  const { t } = useTranslation(["people", "voices", "engines"]);
  const queries = useQueryClient();
  const [name, setName] = useState(person.name);
  const [voice, setVoice] = useState(person.voice);
  const renew = () => Promise.all([queries.invalidateQueries({ queryKey: peopleKey }), queries.invalidateQueries({ queryKey: ["interviewers"] })]);
  const change = useMutation({ mutationFn: (part: { name?: string; favourite?: boolean; voice?: string; talk_engine?: string }) => changePerson(person.id, part), onSuccess: renew });
  const remove = async (): Promise<void> => {
    try {
      await removePerson(person.id);
      onGone();
    } finally {
      await renew(); // in another tab they may be gone already
    }
  };
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ name });
        }}
      >
        <div className="grow">
          <TextField label={t("person.name")} most={mostName} required value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <Button type="submit" variant="secondary" className="mb-1.5" disabled={name.trim() === "" || charactersIn(name) > mostName || name === person.name} busy={change.isPending && change.variables.name !== undefined}>
          {t("person.rename")}
        </Button>
      </form>
      <form
        className="flex items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ voice });
        }}
      >
        <div className="min-w-0 grow">
          <VoiceField value={voice} onChange={setVoice} />
        </div>
        <Button type="submit" variant="secondary" className="mt-[1.9rem]" disabled={voice === person.voice} busy={change.isPending && change.variables.voice !== undefined} data-testid="change-voice">
          {t("voices:field.change")}
        </Button>
      </form>
      <EngineField capability="talking portrait" label={t("engines:field.talk")} value={person.talk_engine} onChange={(name) => change.mutate({ talk_engine: name })} />
      {change.error && <ErrorNotice error={change.error} />}
      <div className="flex flex-wrap justify-between gap-2">
        <Button variant="quiet" aria-pressed={person.favourite} onClick={() => change.mutate({ favourite: !person.favourite })}>
          <Heart aria-hidden="true" className={person.favourite ? "fill-current" : undefined} />
          {t(person.favourite ? "person.unfavour" : "person.favour")}
        </Button>
        <Confirm
          title={t("person.removeTitle", { name: person.name })}
          deed={t("person.remove")}
          onConfirm={remove}
          trigger={(open) => (
            <Button variant="quiet" onClick={open}>
              <Trash2 aria-hidden="true" />
              {t("person.remove")}
            </Button>
          )}
        >
          {t("person.removeLead")}
        </Confirm>
      </div>
    </div>
  );
}
