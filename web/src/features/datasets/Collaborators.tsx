import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, ErrorNotice, Section, TextField } from "@/components";

import { admit, collaboratorsKey, dismiss, listCollaborators } from "./api";

/** Administrators say who else may bring pictures. */
export function Collaborators(): ReactNode {
  const { t } = useTranslation("datasets");
  const queries = useQueryClient();
  const [login, setLogin] = useState("");
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: collaboratorsKey });
  const list = useQuery({ queryKey: collaboratorsKey, queryFn: listCollaborators });
  const add = useMutation({
    mutationFn: () => admit(login.trim().toLowerCase()),
    onSuccess: () => {
      setLogin("");
      return refresh();
    },
  });
  const remove = useMutation({ mutationFn: dismiss, onSuccess: refresh });
  return (
    <Section title={t("collaborators.title")} lead={t("collaborators.lead")}>
      <form
        className="flex flex-col gap-3 sm:flex-row sm:items-end"
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <div className="grow">
          <TextField
            label={t("collaborators.login")}
            autoCapitalize="none"
            spellCheck={false}
            required
            value={login}
            onChange={(event) => setLogin(event.target.value)}
          />
        </div>
        <Button type="submit" variant="secondary" className="sm:mb-1.5" busy={add.isPending} disabled={login.trim() === ""}>
          {t("collaborators.deed")}
        </Button>
      </form>
      {(add.error ?? remove.error ?? list.error) && <ErrorNotice error={add.error ?? remove.error ?? list.error} />}
      <ul className="divide-y divide-line">
        {list.data?.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 py-2">
            <span className="font-semibold">{one.display_name}</span>
            <span className="text-muted">{one.login}</span>
            <Button variant="quiet" size="sm" className="ml-auto text-danger" onClick={() => remove.mutate(one.id)}>
              {t("collaborators.remove")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
