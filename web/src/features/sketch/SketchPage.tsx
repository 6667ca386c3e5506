import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

import { Button, ErrorNotice, Page, SignedIn, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { Studio } from "./Studio";
import { openDrawing, readStudio } from "./api";

/** Draw a face, meet a person. */
export function SketchPage(): ReactNode {
  return (
    <SignedIn>
      <Content />
    </SignedIn>
  );
}

/** A drawing that was begun on this page: the address tells its id a moment after the server does. */
interface Own {
  number: number;
  id: string | null;
  isInAddress: boolean;
}

function useOwn(wanted: string | null): { isOwn: boolean; number: number; begin: (id: string) => void; another: () => void } {
  const [own, setOwn] = useState<Own>({ number: 0, id: null, isInAddress: false });
  const isThere = own.id !== null && wanted === own.id;
  const isLeft = own.id !== null && !isThere && (own.isInAddress || wanted !== null);
  const another = { number: own.number + 1, id: null, isInAddress: false };
  if (isThere && !own.isInAddress) setOwn({ ...own, isInAddress: true });
  if (isLeft) setOwn(another);
  return {
    isOwn: wanted === null || isThere,
    number: own.number,
    begin: (id) => setOwn((now) => ({ ...now, id })),
    another: () => setOwn(another),
  };
}

function Content(): ReactNode {
  const [asked, setAsked] = useSearchParams();
  const wanted = asked.get("drawing");
  const { isOwn, number, begin, another } = useOwn(wanted);
  const opened = useQuery({ queryKey: ["drawing", wanted], queryFn: () => openDrawing(wanted ?? ""), enabled: !isOwn, staleTime: 0, gcTime: 0 });
  const studio = useQuery({ queryKey: ["sketch", currentLanguage()], queryFn: readStudio, staleTime: Infinity });
  const onBegun = (id: string): void => {
    begin(id);
    setAsked({ drawing: id }, { replace: true, preventScrollReset: true });
  };
  const onNew = (): void => {
    another();
    setAsked({}, { preventScrollReset: true });
  };
  const error = studio.error ?? (isOwn ? null : opened.error);
  if (error) return <Failed error={error} onNew={onNew} />;
  if (!studio.data || (!isOwn && (!opened.data || opened.isFetching))) return <Waiting />;
  return <Studio key={isOwn ? number : wanted} offers={studio.data} opened={isOwn ? null : (opened.data ?? null)} onBegun={onBegun} onNew={onNew} />;
}

function Failed({ error, onNew }: { error: Error; onNew: () => void }): ReactNode {
  const { t } = useTranslation("sketch");
  return (
    <Page title={t("title")} width="narrow">
      <ErrorNotice error={error} />
      <Button onClick={onNew} className="self-start">
        {t("drawings.new")}
      </Button>
    </Page>
  );
}

function Waiting(): ReactNode {
  return (
    <div className="mx-auto grid w-full max-w-7xl gap-6 px-4 py-8 md:grid-cols-2">
      <Skeleton className="aspect-square" />
      <Skeleton className="h-96" />
    </div>
  );
}
