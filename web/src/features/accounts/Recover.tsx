import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";

import { Button, ErrorNotice, Notice, Page, TextField } from "@/components";
import { paths } from "@/lib/paths";

import { PasswordField } from "./PasswordField";
import { passwordFault } from "./passwordStrength";
import { useSignIn } from "./useSignIn";

interface RecoverForm {
  login?: string;
  recovery_code?: string;
  reset_token?: string;
  new_password: string;
}

/** A forgotten password: with a recovery code, or by the reset link that an administrator made. */
export function Recover(): ReactNode {
  const { t } = useTranslation("accounts");
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const token = search.get("token");
  const [login, setLogin] = useState("");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const recover = useSignIn<RecoverForm>("/accounts/recover", () => void navigate(paths.me));
  const proof = token === null ? { login: login.trim().toLowerCase(), recovery_code: code.trim() } : { reset_token: token };
  const ready = (token !== null || (login.trim() !== "" && code.trim() !== "")) && passwordFault(password, login) === null;
  return (
    <Page title={t("recover.title")} lead={t(token === null ? "recover.lead" : "recover.leadLink")} width="narrow">
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          recover.mutate({ new_password: password, ...proof });
        }}
      >
        {token === null && (
          <>
            <TextField label={t("login.id")} name="username" autoComplete="username" autoCapitalize="none" required value={login} onChange={(event) => setLogin(event.target.value)} />
          <TextField label={t("recover.code")} name="code" autoComplete="off" autoCapitalize="none" spellCheck={false} className="font-mono" hint={t("recover.codeHint")} value={code} onChange={(event) => setCode(event.target.value)} />
          </>
        )}
        <PasswordField label={t("recover.newPassword")} kind="new" login={login} value={password} onChange={setPassword} />
        {recover.isError && <ErrorNotice error={recover.error} />}
        <Button type="submit" size="lg" busy={recover.isPending} disabled={!ready}>
          {t("recover.deed")}
        </Button>
      </form>
      {token === null && <Notice title={t("recover.noCodeTitle")}>{t("recover.noCode")}</Notice>}
    </Page>
  );
}
