import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ErrorNotice, Page, SignedIn, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { HowWrong } from "./HowWrong";
import { Live } from "./Live";
import { Results } from "./Results";
import { Start } from "./Start";
import { readAbout, type About, type Attested } from "./api";
import { useReadings } from "./useReadings";

/** What class of expression faces look like to a model, how sure it is, and how often it is wrong. */
export function ExpressionPage(): ReactNode {
  return (
    <SignedIn>
      <Expression />
    </SignedIn>
  );
}

function Expression(): ReactNode {
  const { t } = useTranslation("expression");
  const about = useQuery({ queryKey: ["expression-about", currentLanguage()], queryFn: readAbout, staleTime: Infinity, retry: false });
  return (
    <Page title={t("title")} lead={t("lead")} width="wide">
      {about.error && <ErrorNotice error={about.error} onRetry={() => void about.refetch()} />}
      {about.isPending && <Skeleton className="h-96" />}
      {about.data && <Reader about={about.data} />}
    </Page>
  );
}

function Reader({ about }: { about: About }): ReactNode {
  const [attested, setAttested] = useState<Attested>({ consent: "own_face", attestation: false });
  const [isLive, setLive] = useState(false);
  const readings = useReadings(attested);
  return (
    <>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)] lg:gap-10">
        {isLive ? (
          <Live about={about} attested={attested} onStop={() => setLive(false)} />
        ) : (
          <Start about={about} attested={attested} onAttested={setAttested} onFiles={readings.bring} onCamera={() => setLive(true)} />
        )}
        <HowWrong about={about} />
      </div>
      {!isLive && readings.items.length > 0 && <Results about={about} attested={attested} items={readings.items} onClear={readings.clear} />}
    </>
  );
}
