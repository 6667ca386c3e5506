import { useQuery } from "@tanstack/react-query";
import { Heart } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNotice, Section, Skeleton, VirtualBadge } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { PersonDialog } from "./PersonDialog";
import { Silhouette } from "./Silhouette";
import { listPeople, peopleKey, type Person } from "./api";

/** One's own people first, favourites leading, then the cast. */
export function inOrder(people: readonly Person[]): Person[] {
  const rank = (one: Person): number => (one.own ? (one.favourite ? 0 : 1) : 2);
  return [...people].sort((a, b) => rank(a) - rank(b));
}

/** Where there is room for eight, eight fill the row to its end. */
const wide = "w-36 xl:w-[calc((100%-7*0.75rem)/8)]";

export function OwnPeople(): ReactNode {
  const { t } = useTranslation("people");
  const people = useQuery({ queryKey: [...peopleKey, currentLanguage()], queryFn: listPeople });
  const [openId, setOpenId] = useState<string | null>(null);
  const open = people.data?.find((one) => one.id === openId) ?? null;
  return (
    <Section title={t("own.title")} lead={t("own.lead")}>
      {people.error && <ErrorNotice error={people.error} onRetry={() => void people.refetch()} />}
      <ul className="-mx-4 flex snap-x scroll-px-4 gap-3 overflow-x-auto px-4 pb-2 sm:-mx-6 sm:scroll-px-6 sm:px-6">
        {people.isPending && Array.from({ length: 6 }, (_, number) => (
          <li key={number} className={`relative shrink-0 ${wide}`}>
            <Skeleton className="h-48" />
            <Silhouette label={t("tile.coming")} />
          </li>
        ))}
        {inOrder(people.data ?? []).map((person) => (
          <li key={person.id} className={`shrink-0 snap-start ${wide}`}>
            <button type="button" onClick={() => setOpenId(person.id)} data-testid="person" className="block w-full rounded-2xl text-left">
              <span className="relative block aspect-square overflow-hidden rounded-2xl bg-sunken">
                <img src={person.portrait_url} alt="" loading="lazy" className="size-full object-cover transition-transform duration-300 hover:scale-105" />
                {person.origin !== "portrait" && <VirtualBadge className="bottom-2 left-2" />}
                {person.favourite && <Heart aria-label={t("own.favourite")} className="absolute right-2 top-2 size-5 fill-current text-[#ff5d73] drop-shadow" />}
              </span>
              <span className="mt-1.5 block truncate font-semibold">{person.name}</span>
              <span className="block truncate text-sm text-muted">{person.title}</span>
            </button>
          </li>
        ))}
      </ul>
      <PersonDialog person={open} onClose={() => setOpenId(null)} />
    </Section>
  );
}
