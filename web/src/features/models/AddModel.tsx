import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, ChoiceCards, ErrorNotice, Section, type Choice } from "@/components";

import { ConnectionFields } from "./ConnectionFields";
import { addModel, type Models, type Service } from "./api";
import { formOf, isComplete, preset } from "./draft";
import { useRefresh } from "./useModels";

/** Choose a service, fill in what it needs, agree. */
export function AddModel({ models }: { models: Models }): ReactNode {
  const { t } = useTranslation("models");
  const refresh = useRefresh();
  const [draft, setDraft] = useState<ReturnType<typeof preset> | null>(null);
  const add = useMutation({
    mutationFn: addModel,
    onSuccess: () => {
      setDraft(null);
      refresh();
    },
  });
  const choices: Choice<Service>[] = [
    { value: "ollama", label: "Ollama", hint: t(models.may_use_local ? "service.ollama" : "service.ollamaRefused"), disabled: !models.may_use_local },
    { value: "openai", label: "OpenAI", hint: t("service.openai") },
    { value: "other", label: t("service.otherTitle"), hint: t("service.other") },
  ];
  if (models.shared) choices.push({ value: "shared", label: models.shared.model, hint: t("service.shared", { host: models.shared.host }) });
  return (
    <Card>
      <Section title={t("add.title")} lead={t("add.lead")}>
        <ChoiceCards
          label={t("add.service")}
          value={draft?.service ?? null}
          onChange={(service) => {
            add.reset();
            setDraft(preset(service));
          }}
          choices={choices}
          className="grid-cols-1 sm:grid-cols-3"
        />
        {draft && (
          <form
            className="flex flex-col gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              add.mutate(formOf(draft));
            }}
          >
            <ConnectionFields draft={draft} onChange={setDraft} sharedName={models.shared?.host} />
            {add.isError && <ErrorNotice error={add.error} />}
            <Button type="submit" className="self-start" busy={add.isPending} disabled={!isComplete(draft)}>
              {t("add.do")}
            </Button>
          </form>
        )}
      </Section>
    </Card>
  );
}
