import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { PersonForm, PersonMade, type PersonDetails } from "@/components";

import { makeDrawnPerson } from "./api";
import type { DrawingInHand } from "./useDrawing";
import type { Face } from "./useFace";

/** The drawn face becomes a person of the gallery, who can interview. */
export function BecomePerson({ drawing, face, fromPhoto }: { drawing: DrawingInHand; face: Face; fromPhoto: boolean }): ReactNode {
  const { t } = useTranslation("sketch");
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: async (details: PersonDetails) => {
      if (!face.made) throw new Error(t("results.blank"));
      return makeDrawnPerson(face.made.sheet, await drawing.ensure(), details);
    },
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: ["people"] }), queries.invalidateQueries({ queryKey: ["interviewers"] })]),
  });
  if (!face.made) return <p className="text-muted">{t("person.first")}</p>;
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t(fromPhoto ? "person.leadPhoto" : "person.lead")}</p>
      {make.data && <PersonMade key={make.data.interviewer.id} made={make.data} />}
      <PersonForm key={make.data?.interviewer.id} name={drawing.name} voice={drawing.wishes.gender === "male" ? "m1" : "f1"} busy={make.isPending} error={make.error} onMake={(details) => make.mutate(details)} />
    </div>
  );
}
