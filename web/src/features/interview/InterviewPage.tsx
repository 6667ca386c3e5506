import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { isSignedOut } from "@/client/call";
import { ErrorNotice, SignedIn, Skeleton } from "@/components";

import { ChooseAnother } from "./ChooseAnother";
import { Finished } from "./Finished";
import { PlainFrame } from "./PlainFrame";
import { Preparing } from "./Preparing";
import { Room } from "./Room";
import { SignedOutPage } from "./SignedOut";
import { WentOn } from "./WentOn";
import { interviewKey, readInterview, type Interview } from "./api";
import { keptProgress } from "./progress";
import { useElsewhere } from "./useElsewhere";

/** One address for an interview from its preparation to its end: a reload anywhere comes back to the right place. */
export function InterviewPage(): ReactNode {
  const { id = "" } = useParams();
  return (
    <SignedIn stays gate={keptProgress(id) && <SignedOutPage id={id} />}>
      <OneInterview />
    </SignedIn>
  );
}

const askAgainMs = 2500;
const loopAgainMs = 5000;

/** Clips are still being made: of questions, or (on a fresh installation) of how somebody listens. */
function asksAgain(interview: Interview | undefined): number | false {
  if (interview?.state === "preparing") return askAgainMs;
  const isOpen = interview?.state === "ready" || interview?.state === "running";
  return isOpen && interview.seats.some((seat) => !seat.gone && seat.listening_url === null) ? loopAgainMs : false;
}

function useInterview(id: string): { interview: Interview | undefined; error: Error | null; retry: () => Promise<unknown> } {
  const query = useQuery({
    queryKey: interviewKey(id),
    queryFn: () => readInterview(id),
    gcTime: 0, // the room goes on from what it finds here when it opens, which must not be of an earlier visit
    refetchInterval: ({ state }) => (isSignedOut(state.error) ? false : asksAgain(state.data)),
  });
  return { interview: query.data, error: query.error, retry: query.refetch };
}

function OneInterview(): ReactNode {
  const { t } = useTranslation("interview");
  const { id = "" } = useParams();
  const { interview, error, retry } = useInterview(id);
  const [isImpatient, setImpatient] = useState(false);
  const [isAsText, setAsText] = useState(false);
  const [visit, setVisit] = useState(1);
  const elsewhere = useElsewhere(id);
  // a new visit to the room, which goes on from where the interview is by now
  const goOnHere = (): void =>
    void retry().then(() => {
      elsewhere.takeOver();
      setVisit((before) => before + 1);
    });
  if (isSignedOut(error) && (!interview || interview.state === "preparing")) return <SignedOutPage id={id} />;
  if (!interview)
    return (
      <PlainFrame title={t("room.title")}>
        {error ? <ErrorNotice error={error} onRetry={() => void retry()} /> : <Skeleton className="h-64" />}
      </PlainFrame>
    );
  const isOpen = interview.state === "preparing" || interview.state === "ready" || interview.state === "running";
  if (!isOpen) return <Finished interview={interview} />;
  if (elsewhere.stopped) return <WentOn stopped={elsewhere.stopped} onGoOn={goOnHere} />;
  if (interview.interviewer_gone && !isAsText) return <ChooseAnother interview={interview} onAsText={() => setAsText(true)} />;
  if (interview.state === "preparing" && !isImpatient) return <Preparing interview={interview} onStartNow={() => setImpatient(true)} />;
  return <Room key={`${interview.id} ${visit}`} interview={interview} elsewhere={elsewhere} onGoOnHere={goOnHere} />;
}
