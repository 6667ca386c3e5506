import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { ErrorNotice, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { faceUrl, listFavourites, listPeople, readFace } from "./api";

/** Somebody who can be the model: a person by id, or a face of the gallery by its code. */
export interface Candidate {
  key: string;
  personId: string | null;
  code: string | null;
  name: string;
  picture: string;
  isReal: boolean;
}

/** The account's own people first, then the face that the gallery sent here, favourites, and the cast. */
export function useCandidates(sentCode: string | null): { candidates: Candidate[]; isComing: boolean; error: unknown } {
  const people = useQuery({ queryKey: ["people", currentLanguage()], queryFn: listPeople });
  const favourites = useQuery({ queryKey: ["favourite-faces"], queryFn: listFavourites });
  const sent = useQuery({
    queryKey: ["face", currentLanguage(), sentCode],
    queryFn: () => readFace(sentCode ?? ""),
    enabled: sentCode !== null,
  });
  const persons = (people.data ?? []).map((one) => ({
    own: one.own,
    candidate: { key: one.id, personId: one.id, code: null, name: one.name, picture: one.portrait_url, isReal: one.origin === "portrait" || one.origin === "photo" },
  }));
  const codes = new Map((favourites.data ?? []).map((face) => [face.code, face.name]));
  const faces = [...(sentCode !== null && sent.data ? [[sentCode, sent.data.face.name] as const] : []), ...[...codes].filter(([code]) => code !== sentCode)];
  const candidates: Candidate[] = [
    ...faces.filter(([code]) => code === sentCode).map(asCandidate),
    ...persons.filter((one) => one.own).map((one) => one.candidate),
    ...faces.filter(([code]) => code !== sentCode).map(asCandidate),
    ...persons.filter((one) => !one.own).map((one) => one.candidate),
  ];
  return { candidates, isComing: people.isPending || favourites.isPending || (sentCode !== null && sent.isPending), error: people.error ?? favourites.error ?? sent.error };
}

function asCandidate([code, name]: readonly [string, string]): Candidate {
  return { key: code, personId: null, code, name, picture: faceUrl(code), isReal: false };
}

interface Props {
  candidates: readonly Candidate[];
  isComing: boolean;
  error: unknown;
  value: string | null;
  onChange: (key: string) => void;
}

export function PersonChoice({ candidates, isComing, error, value, onChange }: Props): ReactNode {
  const { t } = useTranslation("shop");
  return (
    <div className="flex flex-col gap-4">
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      <RadioGroup.Root
        aria-label={t("person.title")}
        value={value}
        onValueChange={onChange}
        className="grid grid-cols-3 gap-3 sm:grid-cols-5 lg:grid-cols-8"
      >
        {isComing && candidates.length === 0 && Array.from({ length: 6 }, (_, index) => <Skeleton key={index} className="aspect-square" />)}
        {candidates.map((one) => (
          <RadioGroup.Item
            key={one.key}
            value={one.key}
            data-testid="candidate"
            className="group relative overflow-hidden rounded-2xl border border-line bg-surface text-left transition-shadow hover:shadow-lift data-[state=checked]:border-accent data-[state=checked]:shadow-[0_0_0_2px_var(--accent)]"
          >
            <img src={one.picture} alt="" loading="lazy" className="aspect-square w-full bg-sunken object-cover" />
            <span className="block truncate px-2.5 py-1.5 text-sm font-semibold">{one.name}</span>
            <span className="absolute right-2 top-2 hidden size-7 place-items-center rounded-full bg-accent text-on-accent group-data-[state=checked]:grid">
              <Check aria-hidden="true" className="size-4" strokeWidth={3} />
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <p className="text-muted">
        {t("person.more")}{" "}
        <Link to={paths.people} className="link">
          {t("person.gallery")}
        </Link>
      </p>
    </div>
  );
}
