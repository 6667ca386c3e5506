import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Checkbox, TextField } from "@/components";

import { hostOf, type Draft } from "./draft";

interface FieldsProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** A key is kept already: an empty field leaves it. */
  hasKey?: boolean;
  /** Where the shared model lies. */
  sharedName?: string;
}

type Text = keyof Omit<Draft, "service" | "agreed">;

export function ConnectionFields({ draft, onChange, hasKey = false, sharedName = "" }: FieldsProps): ReactNode {
  const { t } = useTranslation("models");
  const field = (key: Text, more: Partial<Parameters<typeof TextField>[0]> = {}): ReactNode => (
    <TextField
      label={t(`field.${key}`)}
      hint={t(`hint.${key}`, { defaultValue: "" })}
      value={draft[key]}
      onChange={(event) => onChange({ ...draft, [key]: event.target.value })}
      autoComplete="off"
      spellCheck={false}
      {...more}
    />
  );
  const isShared = draft.service === "shared";
  const host = isShared ? sharedName : hostOf(draft.address);
  return (
    <div className="flex flex-col gap-5">
      {!isShared && (
        <>
          <div className="grid gap-5 sm:grid-cols-2">
            {field("address", { inputMode: "url", placeholder: "https://host/v1" })}
            {field("model", { placeholder: draft.service === "ollama" ? "qwen3:8b" : undefined })}
          </div>
          {field("key", { type: "password", autoComplete: "new-password", hint: t(hasKey ? "hint.keyKept" : "hint.key") })}
          <div className="grid items-start gap-5 sm:grid-cols-3">
            {field("input", { inputMode: "decimal" })}
            {field("output", { inputMode: "decimal" })}
            {field("budget", { inputMode: "decimal" })}
          </div>
          <details>
            <summary className="cursor-pointer py-2 font-semibold">{t("form.more")}</summary>
            <div className="grid items-start gap-5 pt-3 sm:grid-cols-3">
              {field("timeout", { inputMode: "decimal" })}
              {field("context", { inputMode: "numeric" })}
              {field("longest", { inputMode: "numeric" })}
            </div>
          </details>
        </>
      )}
      {isShared && <div className="max-w-sm">{field("budget", { inputMode: "decimal" })}</div>}
      <Checkbox checked={draft.agreed} onChange={(agreed) => onChange({ ...draft, agreed })} label={t("form.agree", { host: host || t("form.thisAddress") })} />
    </div>
  );
}
