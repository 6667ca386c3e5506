import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ChoiceCards, ErrorNotice, Section, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { listTracks } from "./api";

const ownOnly = "own-questions-only";

interface Props {
  trackId: string | null;
  onPick: (trackId: string | null) => void;
}

/** On a phone the title says enough, and the page stays short. */
function About({ children }: { children: ReactNode }): ReactNode {
  return <span className="hidden sm:inline">{children}</span>;
}

export function TrackPicker({ trackId, onPick }: Props): ReactNode {
  const { t } = useTranslation("interview");
  const tracks = useQuery({ queryKey: ["tracks", currentLanguage()], queryFn: listTracks });
  const choices = [
    ...(tracks.data ?? []).map((track) => ({ value: track.id, label: track.title, hint: <About>{track.about}</About> })),
    { value: ownOnly, label: t("track.own"), hint: <About>{t("track.ownHint")}</About> },
  ];
  return (
    <Section title={t("track.title")} lead={t("track.lead")}>
      {tracks.error && <ErrorNotice error={tracks.error} onRetry={() => void tracks.refetch()} />}
      {tracks.isPending && <Skeleton className="h-64" />}
      {tracks.data && (
        <ChoiceCards
          label={t("track.title")}
          value={trackId ?? ownOnly}
          onChange={(value) => onPick(value === ownOnly ? null : value)}
          choices={choices}
          
        />
      )}
    </Section>
  );
}
