import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useNavigate, useSearchParams } from "react-router";

import { call } from "@/client/call";
import type { Interviewer } from "@/client/types";
import { useMe } from "@/client/useMe";
import { Button, Card, ErrorNotice, Page, Section, SignedIn, Steps } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { rememberedChoice } from "@/lib/media/choice";
import { paths } from "@/lib/paths";
import { useMeta } from "@/lib/useMeta";

import { Conditions } from "./Conditions";
import { FollowUps } from "./FollowUps";
import { OwnQuestions } from "./OwnQuestions";
import { ReadExpression } from "./ReadExpression";
import { Sources } from "./Sources";
import { Times } from "./Times";
import { TrackPicker } from "./TrackPicker";
import { WhoAsks } from "./WhoAsks";
import { makeInterview } from "./api";
import { askedFor, asking, forgetDraft, keepDraft, keptDraft } from "./draft";
import { followUpCount, freshDraft, longestMinutes, questionCount, toPlan, type Draft } from "./plan";
import { seated } from "./seating";

/** What is asked, by whom, and under which conditions. */
export function NewInterview(): ReactNode {
  return (
    <SignedIn>
      <SetUp />
    </SignedIn>
  );
}

function useInterviewers(draft: Draft): { interviewers: Interviewer[]; error: Error | null; chosen: string | null } {
  const query = useQuery({ queryKey: ["interviewers"], queryFn: () => call<Interviewer[]>("GET", "/interviewers") });
  const interviewers = query.data ?? [];
  const chosen = interviewers.find((one) => one.id === draft.interviewer_id) ?? interviewers[0];
  return { interviewers, error: query.error, chosen: chosen?.id ?? null };
}

/** The plan as it was left; what the address or the page before wishes (an interviewer, questions) goes before. */
function useDraft(): [Draft, (part: Partial<Draft>) => void] {
  const owner = useMe().data?.id ?? "";
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation() as { state: unknown };
  const interviewer = search.get("interviewer");
  const [questions] = useState(() => askedFor(search, state));
  const [draft, setDraft] = useState(() => {
    const fresh = freshDraft(currentLanguage(), rememberedChoice().mode === "typed");
    const kept = asking({ ...fresh, ...keptDraft(owner) }, questions); // one that an earlier version kept lacks what is new
    return interviewer === null ? kept : { ...kept, interviewer_id: interviewer };
  });
  useEffect(() => keepDraft(owner, draft), [owner, draft]);
  useEffect(() => {
    // wished once: loading the page again must not undo what was changed since
    if (questions.length > 0) setSearch((now) => without(now, "question"), { replace: true, state: null });
  }, [questions, setSearch]);
  return [draft, (part) => setDraft((before) => ({ ...before, ...part }))];
}

function without(search: URLSearchParams, name: string): URLSearchParams {
  const rest = new URLSearchParams(search);
  rest.delete(name);
  return rest;
}

function SetUp(): ReactNode {
  const { t } = useTranslation("interview");
  const [search] = useSearchParams();
  const [draft, change] = useDraft();
  const { interviewers, error, chosen } = useInterviewers(draft);
  const panel = draft.panel.length > 0 ? seated(interviewers, draft.panel.length, draft.panel) : []; // one may be gone by now
  const steps = [t("steps.devices"), t("steps.plan"), t("steps.interview"), t("steps.report")];
  return (
    <Page title={t("plan.title")} lead={t("plan.lead")} width="wide">
      <Steps steps={steps} current={1} />
      <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-12">
          <TrackPicker trackId={draft.track_id} onPick={(track_id) => change({ track_id })} />
          <Section title={t("interviewer.title")} lead={t("interviewer.lead")}>
            {error && <ErrorNotice error={error} />}
            <WhoAsks interviewers={interviewers} chosen={chosen} draft={{ ...draft, panel }} onChange={change} />
          </Section>
          <Times draft={draft} onChange={change} />
          <Sources draft={draft} document={search.get("document")} onChange={change} />
          <OwnQuestions questions={draft.own_questions} onChange={(own_questions) => change({ own_questions })} />
          <FollowUps draft={draft} onChange={change} />
          <Conditions draft={draft} onChange={change} />
          <ReadExpression draft={draft} onChange={change} />
        </div>
        <Summary draft={{ ...draft, interviewer_id: chosen, panel }} />
      </div>
    </Page>
  );
}

const makeKey = ["make-interview"] as const;

function Summary({ draft }: { draft: Draft }): ReactNode {
  const { t } = useTranslation(["interview", "questions"]);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const owner = useMe().data?.id ?? "";
  const plan = toPlan(draft);
  const days = useMeta()?.keep_recordings_days;
  const make = useMutation({
    mutationKey: makeKey,
    mutationFn: makeInterview,
    onSuccess: (interview) => {
      forgetDraft(owner);
      return navigate(paths.interview(interview.id));
    },
  });
  const press = (): void => {
    // a second click can come before the button is seen to be busy
    if (plan && queries.isMutating({ mutationKey: makeKey }) === 0) make.mutate(plan);
  };
  return (
    <Card className="flex flex-col gap-3 self-start shadow-lift lg:sticky lg:top-24">
      <p className="text-2xl font-bold">{t("summary.count", { count: questionCount(draft) })}</p>
      <p className="text-muted">{t("summary.minutes", { count: longestMinutes(draft) })}</p>
      {followUpCount(draft) > 0 && <p className="text-sm text-muted">{t("questions:follow.time", { count: followUpCount(draft) })}</p>}
      <Button size="lg" wide busy={make.isPending} disabled={plan === null} onClick={press} data-testid="make-interview">
        {t("summary.make")}
      </Button>
      {days !== undefined && <p className="text-sm text-muted">{days > 0 ? t("summary.kept", { count: days }) : t("summary.keptForGood")}</p>}
      {questionCount(draft) === 0 && <p className="text-sm text-muted">{t("summary.noQuestions")}</p>}
      {make.error && <ErrorNotice error={make.error} />}
    </Card>
  );
}
