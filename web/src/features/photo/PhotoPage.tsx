import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNotice, Page, SignedIn, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { Start } from "./Start";
import { Studio } from "./Studio";
import { readOffers } from "./api";

/** From one's own picture to a résumé photo. */
export function PhotoPage(): ReactNode {
  return (
    <SignedIn>
      <Photo />
    </SignedIn>
  );
}

interface Brought {
  picture: Blob;
  /** Tells one picture from the next. */
  turn: number;
}

function Photo(): ReactNode {
  const { t } = useTranslation(["photo", "career"]);
  const offers = useQuery({ queryKey: ["photo-offers", currentLanguage()], queryFn: readOffers, staleTime: Infinity });
  const [brought, setBrought] = useState<Brought | null>(null);
  const bring = (picture: Blob): void => setBrought((last) => ({ picture, turn: (last?.turn ?? 0) + 1 }));
  return (
    <Page title={t("title")} lead={t("lead")} back={{ to: paths.career, label: t("career:title") }} width="wide">
      {offers.error && <ErrorNotice error={offers.error} onRetry={() => void offers.refetch()} />}
      {offers.isPending && <Skeleton className="h-96" />}
      {offers.data &&
        (brought ? (
          <Studio key={brought.turn} offers={offers.data} {...brought} onAgain={() => setBrought(null)} />
        ) : (
          <Start offers={offers.data} onPicture={bring} />
        ))}
    </Page>
  );
}
