import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Interviewer } from "@/client/types";
import { useMe } from "@/client/useMe";
import { ButtonLink, LoopVideo, Mark, StartButton, VirtualBadge } from "@/components";
import { paths } from "@/lib/paths";

function Stage({ person }: { person: Interviewer | null }): ReactNode {
  const { t } = useTranslation("landing");
  return (
    <div className="relative mx-auto aspect-[4/5] w-full max-w-md overflow-hidden rounded-[2rem] bg-sunken shadow-lift lg:max-w-none">
      {person ? (
        <LoopVideo src={person.listening_url} poster={person.portrait_url} label={t("hero.stage", { name: person.name })} />
      ) : (
        <div className="grid size-full place-items-center">
          <Mark className="size-32 text-line-strong opacity-40" />
        </div>
      )}
      <div className="absolute inset-x-0 bottom-0 h-2/5 bg-gradient-to-t from-black/70 to-transparent" />
      <p className="absolute inset-x-6 bottom-13 text-xl font-semibold leading-snug text-white">{t("hero.question")}</p>
      {person && <VirtualBadge />}
    </div>
  );
}

export function Hero({ person }: { person: Interviewer | null }): ReactNode {
  const { t } = useTranslation("landing");
  const me = useMe().data;
  return (
    <section className="mx-auto grid w-full max-w-6xl items-center gap-10 px-4 pb-16 pt-10 sm:px-6 sm:pt-16 lg:grid-cols-[6fr_5fr] lg:gap-16">
      <div className="flex flex-col items-start gap-6">
        <h1 className="whitespace-pre-line text-display">{t("hero.title")}</h1>
        <p className="max-w-xl text-lg text-muted sm:text-xl">{t("hero.lead")}</p>
        <div className="flex flex-wrap gap-3">
          <StartButton size="lg" />
          {(me === null || me?.is_guest) && (
            <ButtonLink to={paths.join} size="lg" variant="secondary">
              {t("hero.join")}
            </ButtonLink>
          )}
        </div>
        <ButtonLink to={paths.demo} variant="quiet" className="-ml-4">
          <Play aria-hidden="true" className="text-accent" />
          {t("hero.demo")}
        </ButtonLink>
        <p className="text-sm text-muted">{t("hero.note")}</p>
      </div>
      <Stage person={person} />
    </section>
  );
}
