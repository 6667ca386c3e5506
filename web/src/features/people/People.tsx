import { useQuery } from "@tanstack/react-query";
import { Shuffle } from "lucide-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { Button, ErrorNotice, Page, Section, SignedIn, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Filters } from "./Filters";
import { Likeness } from "./Likeness";
import { OwnPeople } from "./OwnPeople";
import { FavouriteWall, Wall } from "./Wall";
import { readGallery, type Filter, type Gallery } from "./api";
import { readAsked, writeAsked, type Asked } from "./asked";

/** People that nobody is: the cast and one's own on top, then faces without end. */
export function People(): ReactNode {
  return (
    <SignedIn>
      <Content />
    </SignedIn>
  );
}

function Content(): ReactNode {
  const { t } = useTranslation("people");
  const gallery = useQuery({ queryKey: ["gallery", currentLanguage()], queryFn: () => readGallery(), staleTime: Infinity });
  return (
    <Page title={t("title")} lead={t("lead")} width="wide" actions={<Likeness />}>
      <OwnPeople />
      {gallery.error && <ErrorNotice error={gallery.error} onRetry={() => void gallery.refetch()} />}
      {gallery.data ? <Discover gallery={gallery.data} /> : <Skeleton className="h-96" />}
    </Page>
  );
}

function useAsked(): Asked & { change: (part: Partial<Filter> & Partial<Omit<Asked, "filter">>) => void } {
  const [address, setAddress] = useSearchParams();
  const asked = readAsked(address);
  const change = ({ start = asked.start, favourites = asked.favourites, ...part }: Partial<Filter> & Partial<Omit<Asked, "filter">>): void =>
    setAddress(writeAsked({ filter: { ...asked.filter, ...part }, start, favourites }), { replace: true, preventScrollReset: true });
  return { ...asked, change };
}

function Discover({ gallery }: { gallery: Gallery }): ReactNode {
  const { t } = useTranslation("people");
  const { filter, start, favourites, change } = useAsked();
  const others = (): void => change({ start: 12 * Math.floor(Math.random() * 300_000) });
  return (
    <Section title={t("discover.title")} lead={t("discover.lead")}>
      <Filters gallery={gallery} filter={filter} onChange={change} onlyFavourites={favourites} onOnlyFavourites={(only) => change({ favourites: only })} />
      {favourites ? (
        <FavouriteWall filter={filter} looks={gallery.looks} />
      ) : (
        <>
          <Button variant="quiet" className="-my-2 self-end" onClick={others}>
            <Shuffle aria-hidden="true" />
            {t("discover.others")}
          </Button>
          <Wall filter={filter} start={start} looks={gallery.looks} />
        </>
      )}
    </Section>
  );
}
