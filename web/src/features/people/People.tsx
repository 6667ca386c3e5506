import { useQuery } from "@tanstack/react-query";
import { Shuffle } from "lucide-react";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { Button, EngineField, ErrorNotice, Page, Section, SignedIn, Skeleton } from "@/components";
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
  const asked = useAsked();
  const engine = asked.engine ?? undefined;
  const gallery = useQuery({ queryKey: ["gallery", currentLanguage(), engine], queryFn: () => readGallery(engine), staleTime: Infinity });
  return (
    <Page title={t("title")} lead={t("lead")} width="wide" actions={<Likeness />}>
      <OwnPeople />
      {gallery.error && (
        <>
          <ErrorNotice error={gallery.error} onRetry={() => void gallery.refetch()} />
          <Drawer asked={asked} />
        </>
      )}
      {gallery.data ? <Discover gallery={gallery.data} asked={asked} /> : !gallery.error && <Skeleton className="h-96" />}
    </Page>
  );
}

type Asking = Asked & { change: (part: Partial<Filter> & Partial<Omit<Asked, "filter">>) => void };

function useAsked(): Asking {
  const [address, setAddress] = useSearchParams();
  const asked = readAsked(address);
  const change = ({ start = asked.start, favourites = asked.favourites, engine = asked.engine, ...part }: Partial<Filter> & Partial<Omit<Asked, "filter">>): void =>
    setAddress(writeAsked({ filter: { ...asked.filter, ...part }, start, favourites, engine }), { replace: true, preventScrollReset: true });
  return { ...asked, change };
}

/** Who draws the faces. Another one has kinds and places of its own. */
function Drawer({ asked }: { asked: Asking }): ReactNode {
  const { t } = useTranslation("engines");
  return <EngineField capability="face generator" label={t("field.draws")} value={asked.engine} onChange={(engine) => asked.change({ engine, kind: "", start: 0 })} className="max-w-2xl" />;
}

function Discover({ gallery, asked }: { gallery: Gallery; asked: Asking }): ReactNode {
  const { t } = useTranslation("people");
  const { filter, start, favourites, engine, change } = asked;
  const others = (): void => change({ start: 12 * Math.floor(Math.random() * 300_000) });
  return (
    <Section title={t("discover.title")} lead={t("discover.lead")}>
      <Filters gallery={gallery} filter={filter} onChange={change} onlyFavourites={favourites} onOnlyFavourites={(only) => change({ favourites: only })} />
      {favourites ? (
        <FavouriteWall filter={filter} looks={gallery.looks} />
      ) : (
        <>
          <div className="-my-2 flex flex-wrap items-start justify-between gap-x-4">
            <Drawer asked={asked} />
            <Button variant="quiet" className="ml-auto" onClick={others}>
              <Shuffle aria-hidden="true" />
              {t("discover.others")}
            </Button>
          </div>
          <Wall filter={filter} start={start} looks={gallery.looks} engine={engine ?? undefined} />
        </>
      )}
    </Section>
  );
}
