import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";

import { useMe } from "@/client/useMe";
import { Button, ErrorNotice, Notice, Page, TextField } from "@/components";
import { paths, wayBack } from "@/lib/paths";

import { PasswordField } from "./PasswordField";
import { useSignIn } from "./useSignIn";

export function Login(): ReactNode {
  const { t } = useTranslation("accounts");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const me = useMe().data;
  const [login, setLogin] = useState("");
  const [password, setPassword] = useState("");
  const enter = useSignIn<{ login: string; password: string }>("/accounts/login", () => void navigate(wayBack(search, paths.history)));
  return (
    <Page title={t("login.title")} width="narrow">
      {me?.is_guest && <Notice>{t("login.guestMoves")}</Notice>}
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          enter.mutate({ login: login.trim().toLowerCase(), password });
        }}
      >
        <TextField label={t("login.id")} name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} required value={login} onChange={(event) => setLogin(event.target.value)} />
        <PasswordField label={t("login.password")} kind="current" value={password} onChange={setPassword} />
        {enter.isError && <ErrorNotice error={enter.error} />}
        <Button type="submit" size="lg" busy={enter.isPending} disabled={login.trim() === "" || password === ""}>
          {t("login.deed")}
        </Button>
      </form>
      <p className="flex flex-wrap justify-between gap-x-6 gap-y-1">
        <Link to={paths.recover} className="link py-2">
          {t("login.forgotten")}
        </Link>
        <Link to={paths.join} className="link py-2">
          {t("join.title")}
        </Link>
      </p>
    </Page>
  );
}
