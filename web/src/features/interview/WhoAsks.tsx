import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Interviewer } from "@/client/types";
import { Card, ErrorNotice, Segmented, SelectField, VirtualBadge } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { InterviewerPicker } from "./InterviewerPicker";
import { PersonaFields } from "./PersonaFields";
import { listPersonas, type Persona, type SeatChoice } from "./api";
import type { Draft } from "./plan";
import { mostSeats, placed, seated } from "./seating";

interface Props {
  interviewers: Interviewer[];
  chosen: string | null;
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

const counts = ["1", "2", "3"] as const;
const others = ["0", "1", "2"] as const;

/** One interviewer or a panel, how they behave, and whether other candidates are simulated. */
export function WhoAsks({ interviewers, chosen, draft, onChange }: Props): ReactNode {
  const { t } = useTranslation("panel");
  const query = useQuery({ queryKey: ["personas", currentLanguage()], queryFn: listPersonas, staleTime: Infinity });
  const personas = query.data ?? [];
  const count = Math.max(1, draft.panel.length);
  const most = Math.min(mostSeats, interviewers.length);
  const setCount = (next: number): void => onChange({ panel: next === 1 ? [] : seated(interviewers, next, draft.panel) });
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-2">
        <Segmented
          label={t("count.label")}
          value={String(count)}
          onChange={(next) => setCount(Number(next))}
          choices={counts.filter((one) => Number(one) <= most).map((one) => ({ value: one, label: t(`count.${one}`) }))}
          className="flex max-w-lg"
        />
        <p className="text-sm text-muted">{t(count === 1 ? "count.hintOne" : "count.hintPanel")}</p>
      </div>
      {query.error && <ErrorNotice error={query.error} />}
      {count === 1 ? (
        <>
          <InterviewerPicker interviewers={interviewers} chosen={chosen} language={draft.language} onPick={(interviewer_id) => onChange({ interviewer_id })} />
          <Card>
            <PersonaFields personas={personas} choice={draft.persona ?? { persona: "neutral" }} onChange={(persona) => onChange({ persona })} />
          </Card>
        </>
      ) : (
        <SeatCards interviewers={interviewers} personas={personas} panel={draft.panel} onChange={(panel) => onChange({ panel })} />
      )}
      <div className="flex flex-col gap-2">
        <span className="font-semibold">{t("others.label")}</span>
        <Segmented
          label={t("others.label")}
          value={String(draft.other_candidates)}
          onChange={(next) => onChange({ other_candidates: Number(next) })}
          choices={others.map((one) => ({ value: one, label: t(`others.${one}`) }))}
          className="flex max-w-lg"
        />
        <p className="text-sm text-muted">{t("others.hint")}</p>
      </div>
    </div>
  );
}

interface SeatCardsProps {
  interviewers: Interviewer[];
  personas: readonly Persona[];
  panel: readonly SeatChoice[];
  onChange: (panel: SeatChoice[]) => void;
}

/** The seats from left to right, as they will be seen. */
function SeatCards({ interviewers, personas, panel, onChange }: SeatCardsProps): ReactNode {
  const { t } = useTranslation("panel");
  return (
    <ol className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3" aria-label={t("seats.label")}>
      {panel.map((seat, number) => {
        const person = interviewers.find((one) => one.id === seat.person_id);
        return (
          <li key={number} data-testid="seat">
            <Card className="flex h-full flex-col gap-3 overflow-hidden">
              {person && (
                <span className="relative -mx-5 -mt-5 block aspect-[2/1] overflow-hidden bg-sunken sm:aspect-[4/3] sm:-mx-6 sm:-mt-6">
                  <img src={person.portrait_url} alt="" className="size-full object-cover object-[50%_20%]" />
                  {!person.own && <VirtualBadge className="bottom-2 left-2" />}
                </span>
              )}
              <SelectField
                label={t("seats.person", { number: number + 1 })}
                value={seat.person_id}
                onChange={(event) => onChange(placed(panel, number, event.target.value))}
              >
                {interviewers.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name} · {one.title}
                  </option>
                ))}
              </SelectField>
              <PersonaFields
                personas={personas}
                choice={seat}
                onChange={(choice) => onChange(panel.map((one, at) => (at === number ? { person_id: one.person_id, ...choice } : one)))}
              />
            </Card>
          </li>
        );
      })}
    </ol>
  );
}
