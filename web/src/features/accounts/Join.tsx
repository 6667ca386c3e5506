import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";

import { call } from "@/client/call";
import { useMe } from "@/client/useMe";
import { Button, ErrorNotice, Notice, Page, StartButton, TextField } from "@/components";
import { paths, wayBack } from "@/lib/paths";
import { useMeta } from "@/lib/useMeta";

import { PasswordField } from "./PasswordField";
import { RecoveryCodes } from "./RecoveryCodes";
import { passwordFault } from "./passwordStrength";
import { shortestLogin, useFreeLogin } from "./useFreeLogin";
import { useSignIn } from "./useSignIn";

interface JoinForm {
  login: string;
  password: string;
  display_name: string;
  invitation?: string;
}

function useInvitation(token: string | null): { valid: boolean; note: string } | undefined {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => call<{ valid: boolean; note: string }>("GET", `/invitations/${encodeURIComponent(token ?? "")}`),
    enabled: token !== null,
  }).data;
}

function InvitationNotice({ token }: { token: string | null }): ReactNode {
  const { t } = useTranslation("accounts");
  const meta = useMeta();
  const invitation = useInvitation(token);
  if (token !== null && invitation?.valid) return <Notice title={t("join.invited")}>{invitation.note}</Notice>;
  if (token !== null && invitation && !invitation.valid) return <Notice tone="warn">{t("join.invitationOver")}</Notice>;
  if (token === null && meta?.joining === "invited") return <Notice tone="warn">{t("join.onlyInvited")}</Notice>;
  return null;
}

function LoginField({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactNode {
  const { t } = useTranslation("accounts");
  const [isLeft, setLeft] = useState(false);
  const free = useFreeLogin(value, isLeft);
  return (
    <TextField
      label={t("login.id")}
      name="username"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={32}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => setLeft(true)}
      hint={t("join.idHint")}
      good={free?.free ? t("join.idFree") : undefined}
      error={free && !free.free ? (free.reason ?? t("join.idTaken")) : undefined}
    />
  );
}

function JoinFields({ invitation, onJoined }: { invitation: string | null; onJoined: () => void }): ReactNode {
  const { t } = useTranslation("accounts");
  const [login, setLogin] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const join = useSignIn<JoinForm>("/accounts/join", onJoined);
  const form = { login: login.trim().toLowerCase(), password, display_name: name.trim() || login.trim(), ...(invitation ? { invitation } : {}) };
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        join.mutate(form);
      }}
    >
      <LoginField value={login} onChange={setLogin} />
      <TextField label={t("join.name")} name="name" autoComplete="nickname" maxLength={60} value={name} hint={t("join.nameHint")} onChange={(event) => setName(event.target.value)} />
      <PasswordField label={t("login.password")} kind="new" login={login} value={password} onChange={setPassword} />
      {join.isError && <ErrorNotice error={join.error} />}
      <Button type="submit" size="lg" busy={join.isPending} disabled={login.trim().length < shortestLogin || passwordFault(password, login) !== null}>
        {t("join.deed")}
      </Button>
    </form>
  );
}

function OtherWays(): ReactNode {
  const { t } = useTranslation("accounts");
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-6">
      <StartButton variant="secondary" wide />
      <p className="text-center">
        {t("join.already")}{" "}
        <Link to={paths.login} className="link">
          {t("login.deed")}
        </Link>
      </p>
    </div>
  );
}

export function Join(): ReactNode {
  const { t } = useTranslation("accounts");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const me = useMe().data;
  const [joined, setJoined] = useState(false);
  if (joined) return <RecoveryCodes onDone={() => void navigate(wayBack(search, paths.devices))} />;
  if (me && !me.is_guest)
    return (
      <Page title={t("join.alreadyIn", { name: me.display_name })} width="narrow">
        <StartButton />
      </Page>
    );
  return (
    <Page title={t("join.title")} lead={t(me?.is_guest ? "join.leadGuest" : "join.lead")} width="narrow">
      <InvitationNotice token={search.get("invitation")} />
      <JoinFields invitation={search.get("invitation")} onJoined={() => setJoined(true)} />
      {!me && <OtherWays />}
    </Page>
  );
}
