import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode } from "react";

import { PersonForm, PersonMade } from "@/components";

import { makePerson, peopleKey, type Face } from "./api";

/** A face of the gallery becomes a person. */
export function Become({ face, code }: { face: Face; code: string }): ReactNode {
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: makePerson,
    onSuccess: () => Promise.all([queries.invalidateQueries({ queryKey: peopleKey }), queries.invalidateQueries({ queryKey: ["interviewers"] })]),
  });
  if (make.data && make.variables.code === code) return <PersonMade made={make.data} />;
  return (
    <PersonForm
      name={face.face.name}
      voice={face.voice}
      attested={face.consent}
      busy={make.isPending}
      error={make.error}
      onMake={(details) => make.mutate({ ...details, code })}
    />
  );
}
