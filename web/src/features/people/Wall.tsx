import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, EmptyState, ErrorNotice } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Tile } from "./Tile";
import { listFaces, type FaceCard, type Filter, type Look } from "./api";
import { useFavourites } from "./useFavourites";

const grid = "grid grid-cols-2 gap-3 sm:grid-cols-3 sm:gap-4 lg:grid-cols-4 xl:grid-cols-6";

/** Faces without end, twelve at a time. */
export function Wall({ filter, start, looks }: { filter: Filter; start: number; looks: Look[] }): ReactNode {
  const { t } = useTranslation("people");
  const query = useInfiniteQuery({
    queryKey: ["faces", currentLanguage(), filter, start],
    queryFn: ({ pageParam }) => listFaces(filter, pageParam),
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

export function FavouriteWall({ looks }: { looks: Look[] }): ReactNode {
  const { t } = useTranslation("people");
  const { faces } = useFavourites();
  if (faces.length === 0) return <EmptyState title={t("noFavourites.title")}>{t("noFavourites.text")}</EmptyState>;
  return <Faces faces={faces} looks={looks} coming={0} />;
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
        <li key={`coming-${number}`} aria-hidden="true" className="overflow-hidden rounded-2xl border border-line bg-surface">
          <div className="aspect-square animate-pulse bg-sunken" />
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
