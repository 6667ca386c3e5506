import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, EmptyState, ErrorNotice } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Silhouette } from "./Silhouette";
import { Tile } from "./Tile";
import { listFaces, type FaceCard, type Filter, type Look } from "./api";
import { kindOf } from "./code";
import { useFavourites } from "./useFavourites";

const grid = "grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4 xl:grid-cols-6";

/** Faces without end, twelve at a time. */
export function Wall({ filter, start, looks, engine }: { filter: Filter; start: number; looks: Look[]; engine?: string }): ReactNode {
  const { t } = useTranslation("people");
  const query = useInfiniteQuery({
    queryKey: ["faces", currentLanguage(), filter, start, engine],
    queryFn: ({ pageParam }) => listFaces(filter, pageParam, engine),
    initialPageParam: start,
    getNextPageParam: (last) => last.next,
    staleTime: Infinity,
  });
  const more = (): void => {
    if (query.hasNextPage && !query.isFetching) void query.fetchNextPage({ cancelRefetch: false });
  };
  if (query.error && !query.data) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  const pages = query.data?.pages ?? [];
  return (
    <div className="flex flex-col gap-6">
      <Denied words={pages[0]?.denied} />
      <Faces faces={pages.flatMap((page) => page.faces)} looks={looks} coming={query.isFetching ? 12 : 0} />
      {query.error && !query.isFetching ? (
        <ErrorNotice error={query.error} onRetry={more} />
      ) : (
        <>
          <Foot key={pages.length} onSeen={more} />
          {(query.hasNextPage || query.isPending) && (
            <Button variant="secondary" className="self-center" onClick={more} busy={query.isFetching} data-testid="more-faces">
              {t("more")}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** What the words call for in the gallery; nothing is asked without words. */
function useCalled(keyword: string) {
  return useQuery({
    queryKey: ["called-looks", currentLanguage(), keyword],
    queryFn: () => listFaces({ kind: "", look: "", keyword }, 0),
    enabled: keyword !== "",
    staleTime: Infinity,
  });
}

/** The favourites that the filter leaves. */
export function FavouriteWall({ filter, looks }: { filter: Filter; looks: Look[] }): ReactNode {
  const { t } = useTranslation("people");
  const { faces, isComing } = useFavourites();
  const called = useCalled(filter.keyword);
  if (called.error && filter.keyword !== "") return <ErrorNotice error={called.error} onRetry={() => void called.refetch()} />;
  if (isComing || called.isLoading) return <Faces faces={[]} looks={looks} coming={6} />;
  if (faces.length === 0) return <EmptyState title={t("noFavourites.title")}>{t("noFavourites.text")}</EmptyState>;
  const wanted = filter.keyword === "" ? (filter.look === "" ? null : [filter.look]) : (called.data?.looks ?? []);
  const fitting = faces.filter((face) => (filter.kind === "" || kindOf(face.code) === filter.kind) && (wanted === null || wanted.includes(face.look)));
  return (
    <div className="flex flex-col gap-6">
      <Denied words={called.data?.denied} />
      {fitting.length === 0 ? <EmptyState title={t("noneFits.title")}>{t("noneFits.text")}</EmptyState> : <Faces faces={fitting} looks={looks} coming={0} />}
    </div>
  );
}

/** Words that were looked for in vain on purpose: they were denied. */
function Denied({ words = [] }: { words?: string[] }): ReactNode {
  const { t } = useTranslation("people");
  return words.length > 0 && <p role="status" className="text-muted">{t("denied", { words: words.join(", ") })}</p>;
}

function Faces({ faces, looks, coming }: { faces: FaceCard[]; looks: Look[]; coming: number }): ReactNode {
  const { t } = useTranslation("people");
  const { has, toggle } = useFavourites();
  const titles = new Map(looks.map((look) => [look.id, look.title]));
  return (
    <ul className={grid} aria-label={t("wall")} aria-busy={coming > 0}>
      {faces.map((face) => (
        <Tile key={face.code} face={face} look={titles.get(face.look) ?? ""} liked={has(face.code)} onLike={() => toggle(face)} />
      ))}
      {Array.from({ length: coming }, (_, number) => (
        <li key={`coming-${number}`} className="overflow-hidden rounded-2xl border border-line bg-surface">
          <div className="relative aspect-square animate-pulse bg-sunken">
            <Silhouette label={t("tile.coming")} />
          </div>
          <div className="h-[2.8rem]" />
        </li>
      ))}
    </ul>
  );
}

/** Says when the end of the wall comes near. Made anew after each page: where one doesn't fill the window, it is near still. */
function Foot({ onSeen }: { onSeen: () => void }): ReactNode {
  const mark = useRef<HTMLDivElement>(null);
  const seen = useRef(onSeen);
  useEffect(() => {
    seen.current = onSeen;
  });
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && seen.current(), { rootMargin: "200px" });
    if (mark.current) watcher.observe(mark.current);
    return () => watcher.disconnect();
  }, []);
  return <div ref={mark} aria-hidden="true" />;
}
