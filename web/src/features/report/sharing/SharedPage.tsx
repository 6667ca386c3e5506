import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";

import { ApiError } from "@/client/call";
import { Button, Card, ErrorNotice, Notice, Page, Skeleton, TextField } from "@/components";
import { dateWords } from "@/lib/figures";

import { ReportView } from "../ReportView";
import { useSay } from "../words";

import { listRemarks, openShared, sharedReplayUrl, writeRemark, type Shared } from "./api";
import { RemarksContext, type Remarks } from "./remarks";

const keptUnder = "visavis.coach";

function keptName(): string {
  try {
    return localStorage.getItem(keptUnder) ?? "";
  } catch {
    return "";
  }
}

function keepName(name: string): void {
  try {
    localStorage.setItem(keptUnder, name);
  } catch {
    // it is then typed anew next time
  }
}

/** Asked for before the report when the link has one. */
function Passphrase({ wrong, onGive }: { wrong: boolean; onGive: (passphrase: string) => void }): ReactNode {
  const { t } = useTranslation("sharing");
  const [typed, setTyped] = useState("");
  return (
    <Page title={t("shared.title")} lead={t("shared.passphraseLead")} width="narrow">
      <Card>
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            onGive(typed);
          }}
        >
          <TextField label={t("shared.passphrase")} type="password" autoComplete="off" value={typed} error={wrong ? t("shared.passphraseWrong") : undefined} onChange={(event) => setTyped(event.target.value)} />
          <Button type="submit" disabled={typed.trim() === ""}>
            {t("shared.open")}
          </Button>
        </form>
      </Card>
    </Page>
  );
}

function Over({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation("sharing");
  const isOver = error instanceof ApiError && ["share_revoked", "share_expired", "share_not_found"].includes(error.code);
  return (
    <Page title={t(isOver ? "shared.over" : "shared.title")} width="narrow">
      <ErrorNotice error={error} />
    </Page>
  );
}

function Open({ token, shared }: { token: string; shared: Shared }): ReactNode {
  const { t } = useTranslation("sharing");
  const say = useSay();
  const queries = useQueryClient();
  const [name, setName] = useState(keptName);
  const key = ["shared-comments", token];
  const { data } = useQuery({ queryKey: key, queryFn: () => listRemarks(token), initialData: shared.comments, refetchOnWindowFocus: true });
  const remarks = useMemo<Remarks>(
    () => ({
      comments: data,
      author: { name, rename: setName },
      write: (answer, atS, text) => {
        if (name.trim() === "") return Promise.reject(new Error(t("shared.nameFirst")));
        keepName(name.trim());
        return writeRemark(token, { answer_index: answer, at_s: atS, name: name.trim(), text }).then(() => queries.invalidateQueries({ queryKey: ["shared-comments", token] }));
      },
    }),
    [data, name, token, queries, t],
  );
  return (
    <Page width="wide" title={say(shared.report.interview.title)} lead={t("shared.lead", { name: shared.shared_by, date: dateWords(shared.expires_at) })}>
      <Notice title={t("shared.whatTitle")}>{t("shared.what")}</Notice>
      {(!shared.with_replay || !shared.with_transcript) && <p className="text-muted">{t(shared.with_replay ? "shared.noTranscript" : shared.with_transcript ? "shared.noReplay" : "shared.neither")}</p>}
      <RemarksContext value={remarks}>
        <ReportView report={shared.report} interviewId={null} replayUrl={(index) => (shared.replays.includes(index) ? sharedReplayUrl(token, index) : null)} />
      </RemarksContext>
    </Page>
  );
}

/** A report as a coach reads it: without an account, and no further than it was shared. */
export function SharedPage(): ReactNode {
  const { token = "" } = useParams();
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const shared = useQuery({
    queryKey: ["shared", token, passphrase],
    queryFn: () => openShared(token, passphrase),
    staleTime: Infinity,
    retry: false,
  });
  if (shared.isPending)
    return (
      <div className="mx-auto grid w-full max-w-7xl gap-6 px-4 py-12 sm:px-6 lg:grid-cols-2">
        <Skeleton className="h-80" />
        <Skeleton className="h-80" />
      </div>
    );
  if (shared.isError) {
    const code = shared.error instanceof ApiError ? shared.error.code : null;
    const isLocked = code === "passphrase_needed" || code === "passphrase_wrong";
    return isLocked ? <Passphrase key={passphrase} wrong={code === "passphrase_wrong"} onGive={setPassphrase} /> : <Over error={shared.error} />;
  }
  return <Open token={token} shared={shared.data} />;
}
