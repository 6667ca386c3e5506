import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { call, isSignedOut } from "@/client/call";
import type { Interviewer } from "@/client/types";
import { ErrorNotice, SignedIn, Skeleton } from "@/components";

import { ChooseAnother } from "./ChooseAnother";
import { Finished } from "./Finished";
import { PlainFrame } from "./PlainFrame";
import { Preparing } from "./Preparing";
import { Room } from "./Room";
import { SignedOutPage } from "./SignedOut";
import { interviewKey, readInterview, type Interview } from "./api";
import { keptProgress } from "./progress";

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

function useInterview(id: string): { interview: Interview | undefined; error: Error | null; retry: () => void } {
  const query = useQuery({
    queryKey: interviewKey(id),
    queryFn: () => readInterview(id),
    gcTime: 0, // the room goes on from what it finds here when it opens, which must not be of an earlier visit
    refetchInterval: ({ state }) => (state.data?.state === "preparing" && !isSignedOut(state.error) ? askAgainMs : false),
  });
  return { interview: query.data, error: query.error, retry: () => void query.refetch() };
}

function useInterviewers(id: string | undefined): Interviewer[] {
  const query = useQuery({
    queryKey: ["interviewers"],
    queryFn: () => call<Interviewer[]>("GET", "/interviewers"),
    // on a fresh installation the listening loop may still be in the making
    refetchInterval: (asked) => (asked.state.data?.find((one) => one.id === id)?.listening_url === null ? loopAgainMs : false),
  });
  return query.data ?? [];
}

function OneInterview(): ReactNode {
  const { t } = useTranslation("interview");
  const { id = "" } = useParams();
  const { interview, error, retry } = useInterview(id);
  const interviewers = useInterviewers(interview?.interviewer_id);
  const interviewer = interviewers.find((one) => one.id === interview?.interviewer_id) ?? null;
  const [isImpatient, setImpatient] = useState(false);
  const [isAsText, setAsText] = useState(false);
  if (isSignedOut(error) && (!interview || interview.state === "preparing")) return <SignedOutPage id={id} />;
  if (!interview)
    return (
      <PlainFrame title={t("room.title")}>
        {error ? <ErrorNotice error={error} onRetry={retry} /> : <Skeleton className="h-64" />}
      </PlainFrame>
    );
  const isOpen = interview.state === "preparing" || interview.state === "ready" || interview.state === "running";
  if (!isOpen) return <Finished interview={interview} />;
  if (interview.interviewer_gone && !isAsText)
    return <ChooseAnother interview={interview} interviewers={interviewers} onAsText={() => setAsText(true)} />;
  if (interview.state === "preparing" && !isImpatient)
    return <Preparing interview={interview} interviewer={interviewer} onStartNow={() => setImpatient(true)} />;
  return <Room key={interview.id} interview={interview} interviewer={interviewer} />;
}
