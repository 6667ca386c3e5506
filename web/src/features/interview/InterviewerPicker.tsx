import { Play } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Interviewer } from "@/client/types";
import { Button, ChoiceCards, VirtualBadge } from "@/components";
import type { Language } from "@/lib/i18n";

import { MakeInterviewer, RemoveInterviewer } from "./MakeInterviewer";

interface Props {
  interviewers: Interviewer[];
  chosen: string | null;
  language: Language;
  onPick: (id: string) => void;
}

/** Portraits to choose from; the chosen one can say hello. */
export function InterviewerPicker({ interviewers, chosen, language, onPick }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const [greeting, setGreeting] = useState<string | null>(null);
  const person = interviewers.find((one) => one.id === chosen);
  const choices = interviewers.map((one) => ({
    value: one.id,
    label: one.name,
    hint: one.title,
    picture: (
      <span className="relative -mx-4 -mt-4 mb-2 block aspect-square overflow-hidden bg-sunken">
        {one.id === greeting ? (
          <Hello interviewer={one} language={language} onEnd={() => setGreeting(null)} />
        ) : (
          <img src={one.portrait_url} alt="" loading="lazy" className="size-full object-cover" />
        )}
        {!one.own && <VirtualBadge className="bottom-2 left-2" />}
      </span>
    ),
  }));
  return (
    <div className="flex flex-col gap-4">
      <ChoiceCards label={t("interviewer.title")} value={chosen} onChange={onPick} choices={choices} className="grid-cols-2 sm:grid-cols-4" />
      <div className="flex flex-wrap gap-2">
      {person && (
        <Button variant="secondary" onClick={() => setGreeting(person.id)} disabled={greeting === person.id || !person.hello_url}>
          <Play aria-hidden="true" />
          {t("interviewer.hello", { name: person.name })}
        </Button>
      )}
      {person?.own && <RemoveInterviewer interviewer={person} />}
      <MakeInterviewer onMade={onPick} />
      </div>
    </div>
  );
}

function Hello({ interviewer, language, onEnd }: { interviewer: Interviewer; language: Language; onEnd: () => void }): ReactNode {
  return (
    // eslint-disable-next-line jsx-a11y/media-has-caption -- a greeting to hear the voice; nothing is asked in it
    <video
      src={`/api/interviewers/${interviewer.id}/hello.mp4?language=${language}`}
      poster={interviewer.portrait_url}
      autoPlay
      playsInline
      onEnded={onEnd}
      onError={onEnd}
      className="size-full object-cover"
    />
  );
}
