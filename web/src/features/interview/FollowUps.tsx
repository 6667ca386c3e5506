import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, Section, Segmented, Switch } from "@/components";

import { listSources, sourcesKey } from "./api";
import type { Draft } from "./plan";

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

/** Whether the interviewer asks on after an answer. */
export function FollowUps({ draft, onChange }: Props): ReactNode {
  const { t } = useTranslation("questions");
  const model = useQuery({ queryKey: sourcesKey, queryFn: listSources }).data?.model;
  return (
    <Section title={t("follow.title")} lead={t("follow.lead")}>
      <Card className="flex flex-col gap-2">
        <span className="font-semibold">{t("follow.most")}</span>
        <Segmented
          label={t("follow.most")}
          value={String(draft.most_follow_ups)}
          onChange={(most) => onChange({ most_follow_ups: Number(most) })}
          choices={[
            { value: "0", label: t("follow.none") },
            { value: "1", label: t("follow.one") },
            { value: "2", label: t("follow.two") },
          ]}
          className="flex max-w-md"
        />
        {model && draft.most_follow_ups > 0 && (
          <Switch
            label={t("follow.model", { model })}
            hint={t("follow.modelHint")}
            checked={draft.follow_up_engine === "model"}
            onChange={(on) => onChange({ follow_up_engine: on ? "model" : "rules" })}
          />
        )}
      </Card>
    </Section>
  );
}
