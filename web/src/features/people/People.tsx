import { useQuery } from "@tanstack/react-query";
import { Shuffle } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { Button, ErrorNotice, Page, Section, SignedIn, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Filters } from "./Filters";
import { Likeness } from "./Likeness";
import { OwnPeople } from "./OwnPeople";
import { FavouriteWall, Wall } from "./Wall";
import { readGallery, type Filter, type Gallery } from "./api";

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
  const gallery = useQuery({ queryKey: ["gallery", currentLanguage()], queryFn: readGallery, staleTime: Infinity });
  return (
    <Page title={t("title")} lead={t("lead")} width="wide" actions={<Likeness />}>
      <OwnPeople />
      {gallery.error && <ErrorNotice error={gallery.error} onRetry={() => void gallery.refetch()} />}
      {gallery.data ? <Discover gallery={gallery.data} /> : <Skeleton className="h-96" />}
    </Page>
  );
}

/** Filter and place live in the address, so that "back" leads to the same faces. */
function useFilter(): { filter: Filter; start: number; change: (part: Partial<Filter> & { start?: number }) => void } {
  const [asked, setAsked] = useSearchParams();
  const filter = { kind: asked.get("kind") ?? "", look: asked.get("look") ?? "", keyword: asked.get("keyword") ?? "" };
  const start = Number(asked.get("start") ?? 0) || 0;
  const change = (part: Partial<Filter> & { start?: number }): void => {
    const wanted = Object.entries({ ...filter, start, ...part }).filter(([, value]) => value !== "" && value !== 0);
    setAsked(Object.fromEntries(wanted.map(([name, value]) => [name, String(value)])), { replace: true, preventScrollReset: true });
  };
  return { filter, start, change };
}

function Discover({ gallery }: { gallery: Gallery }): ReactNode {
  const { t } = useTranslation("people");
  const { filter, start, change } = useFilter();
  const [onlyFavourites, setOnlyFavourites] = useState(false);
  const others = (): void => change({ start: 12 * Math.floor(Math.random() * 300_000) });
  return (
    <Section title={t("discover.title")} lead={t("discover.lead")}>
      <Filters gallery={gallery} filter={filter} onChange={change} onlyFavourites={onlyFavourites} onOnlyFavourites={setOnlyFavourites} />
      {onlyFavourites ? (
        <FavouriteWall looks={gallery.looks} />
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
