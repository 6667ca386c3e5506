import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import type { components } from "@/client/schema";
import { Badge, Button, Checkbox, ErrorNotice, Section, TextField } from "@/components";
import { dateWords } from "@/lib/figures";

import { LinkBox } from "./LinkBox";

type Invitation = components["schemas"]["InvitationView"];
type NewInvitation = components["schemas"]["NewInvitationView"];

const listKey = ["admin", "invitations"] as const;

function stateOf(invitation: Invitation): "used" | "over" | "open" {
  if (invitation.used_at !== null) return "used";
  return new Date(invitation.expires_at) < new Date() ? "over" : "open";
}

function Row({ invitation }: { invitation: Invitation }): ReactNode {
  const { t } = useTranslation("admin");
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => call("DELETE", `/admin/invitations/${invitation.id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: listKey }),
  });
  const state = stateOf(invitation);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="font-semibold">{invitation.note || t("invite.noNote")}</span>
      {invitation.makes_admin && <Badge tone="accent">{t("accounts.admin")}</Badge>}
      <Badge tone={state === "open" ? "good" : "plain"}>{t(`invite.${state}`)}</Badge>
      <span className="ml-auto text-sm text-muted">{t("invite.until", { date: dateWords(invitation.expires_at) })}</span>
      {state === "open" && (
        <Button variant="quiet" size="sm" className="text-danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t("invite.withdraw")}
        </Button>
      )}
    </li>
  );
}

export function Invitations(): ReactNode {
  const { t } = useTranslation("admin");
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const [makesAdmin, setMakesAdmin] = useState(false);
  const list = useQuery({ queryKey: listKey, queryFn: () => call<Invitation[]>("GET", "/admin/invitations") });
  const invite = useMutation({
    mutationFn: () => call<NewInvitation>("POST", "/admin/invitations", { json: { note: note.trim(), makes_admin: makesAdmin } }),
    onSuccess: () => {
      setNote("");
      setMakesAdmin(false);
      return queries.invalidateQueries({ queryKey: listKey });
    },
  });
  return (
    <Section title={t("invite.title")} lead={t("invite.lead")}>
      <form
        className="flex flex-col gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <TextField label={t("invite.note")} hint={t("invite.noteHint")} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        <Checkbox checked={makesAdmin} onChange={setMakesAdmin} label={t("invite.makesAdmin")} />
        <Button type="submit" className="self-start" busy={invite.isPending}>
          {t("invite.deed")}
        </Button>
      </form>
      {invite.isError && <ErrorNotice error={invite.error} />}
      {invite.data && <LinkBox title={t("invite.made")} url={invite.data.url} expiresAt={invite.data.expires_at} />}
      {list.isError && <ErrorNotice error={list.error} />}
      <ul className="divide-y divide-line">
        {list.data?.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
}
