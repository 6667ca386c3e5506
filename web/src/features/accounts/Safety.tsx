import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { call } from "@/client/call";
import type { Me } from "@/client/types";
import { changePerson, meKey } from "@/client/useMe";
import { Button, Checkbox, Confirm, ErrorNotice, Notice, Section } from "@/components";
import { paths } from "@/lib/paths";

import { PasswordField } from "./PasswordField";
import { CodesBox } from "./RecoveryCodes";
import { passwordFault } from "./passwordStrength";

export function Password({ login }: { login: string }): ReactNode {
  const { t } = useTranslation("accounts");
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const change = useMutation({
    mutationFn: () => call("POST", "/accounts/me/password", { json: { old, new: fresh } }),
    onSuccess: () => {
      setOld("");
      setFresh("");
    },
  });
  return (
    <Section title={t("me.password")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <input type="text" name="username" autoComplete="username" value={login} readOnly hidden />
        <PasswordField label={t("me.oldPassword")} kind="current" value={old} onChange={setOld} />
        <PasswordField label={t("recover.newPassword")} kind="new" login={login} value={fresh} onChange={setFresh} />
        {change.isError && <ErrorNotice error={change.error} />}
        {change.isSuccess && <Notice tone="good">{t("me.passwordChanged")}</Notice>}
        <Button type="submit" variant="secondary" busy={change.isPending} disabled={old === "" || passwordFault(fresh, login) !== null}>
          {t("me.changePassword")}
        </Button>
      </form>
    </Section>
  );
}

export function Codes({ left }: { left: number }): ReactNode {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () => call<{ codes: string[] }>("POST", "/accounts/me/recovery-codes"),
    onSuccess: () => queries.invalidateQueries({ queryKey: meKey }),
  });
  return (
    <Section title={t("me.codes")} lead={t("codes.lead")}>
      {make.data ? (
        <>
          <CodesBox codes={make.data.codes} />
          <Notice tone="warn">{t("codes.once")}</Notice>
        </>
      ) : (
        <>
          <p>
            {t("me.codesLeft", { count: left })} {left > 0 && t("me.newCodesNote")}
          </p>
          {make.isError && <ErrorNotice error={make.error} />}
          <Button variant="secondary" className="self-start" busy={make.isPending} onClick={() => make.mutate()}>
            {t(left > 0 ? "me.newCodes" : "codes.make")}
          </Button>
        </>
      )}
    </Section>
  );
}

/** Deletes the account with every recording and report. Asks for the password where there is one. */
export function DeleteAccount({ me }: { me: Me }): ReactNode {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const [sure, setSure] = useState(false);
  const remove = async (): Promise<void> => {
    if (!sure) throw new Error(t("delete.tick"));
    await call("DELETE", "/accounts/me", { json: me.is_guest ? {} : { password } });
    await navigate(paths.home);
    await changePerson(queries, null);
  };
  return (
    <Confirm
      title={t("delete.title")}
      deed={t("delete.deed")}
      onConfirm={remove}
      trigger={(open) => (
        <Button variant="danger" onClick={open}>
          {t("delete.open")}
        </Button>
      )}
    >
      <p>{t("delete.text")}</p>
      {!me.is_guest && <PasswordField label={t("me.oldPassword")} kind="current" value={password} onChange={setPassword} />}
      <Checkbox checked={sure} onChange={setSure} label={t("delete.sure")} />
    </Confirm>
  );
}
