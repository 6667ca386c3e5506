import { useQuery } from "@tanstack/react-query";
import { HardDrive, MessageCircleHeart, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { call } from "@/client/call";
import type { Interviewer } from "@/client/types";
import { useMe } from "@/client/useMe";
import { ButtonLink, StartButton } from "@/components";
import { paths } from "@/lib/paths";

import { Hero } from "./Hero";
import { ReportSketch, StepSketch } from "./sketches";

function useCast(): Interviewer[] {
  const cast = useQuery({ queryKey: ["interviewers"], queryFn: () => call<Interviewer[]>("GET", "/interviewers"), staleTime: 60_000 });
  return (cast.data ?? []).filter((person) => !person.own);
}

function ThreeSteps(): ReactNode {
  const { t } = useTranslation("landing");
  return (
    <section aria-labelledby="steps" className="mx-auto w-full max-w-6xl px-4 py-16 sm:px-6 sm:py-24">
      <h2 id="steps" className="text-title">
        {t("steps.title")}
      </h2>
      <ol className="mt-10 grid gap-10 md:grid-cols-3 md:gap-8">
        {([1, 2, 3] as const).map((step) => (
          <li key={step} className="flex flex-col gap-3">
            <StepSketch step={step} />
            <h3 className="mt-2 flex items-baseline gap-3 text-xl">
              <span className="text-accent tabular-nums">{step}</span>
              {t(`steps.${step}.title`)}
            </h3>
            <p className="text-muted">{t(`steps.${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ReportBand(): ReactNode {
  const { t } = useTranslation("landing");
  return (
    <section aria-labelledby="honest" className="border-y border-line bg-surface">
      <div className="mx-auto grid max-w-6xl items-center gap-10 px-4 py-16 sm:px-6 sm:py-24 lg:grid-cols-[2fr_3fr]">
        <div className="flex flex-col items-start gap-4">
          <h2 id="honest" className="text-title">
            {t("report.title")}
          </h2>
          <p className="text-lg text-muted">{t("report.text")}</p>
          <Link to={paths.demo} className="link py-2">
            {t("report.link")}
          </Link>
        </div>
        <ReportSketch />
      </div>
    </section>
  );
}

const promises = [
  { key: "local", icon: HardDrive },
  { key: "actions", icon: MessageCircleHeart },
  { key: "delete", icon: Trash2 },
] as const;

function Promises(): ReactNode {
  const { t } = useTranslation("landing");
  return (
    <section aria-labelledby="promise" className="mx-auto w-full max-w-6xl px-4 py-16 sm:px-6 sm:py-24">
      <h2 id="promise" className="max-w-2xl text-title">
        {t("promise.title")}
      </h2>
      <ul className="mt-10 grid gap-8 md:grid-cols-3">
        {promises.map(({ key, icon: Icon }) => (
          <li key={key} className="flex flex-col gap-2 border-t-2 border-accent pt-5">
            <Icon aria-hidden="true" className="size-6 text-accent" />
            <h3 className="text-lg">{t(`promise.${key}.title`)}</h3>
            <p className="text-muted">{t(`promise.${key}.text`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cast({ people }: { people: Interviewer[] }): ReactNode {
  const { t } = useTranslation("landing");
  if (people.length < 2) return null;
  return (
    <section aria-labelledby="cast" className="mx-auto w-full max-w-6xl px-4 pt-16 sm:px-6 sm:pt-24">
      <h2 id="cast" className="text-title">
        {t("cast.title")}
      </h2>
      <p className="mt-2 max-w-2xl text-lg text-muted">{t("cast.text")}</p>
      <ul className="mt-8 grid grid-cols-2 gap-4 md:grid-cols-4">
        {people.slice(0, 4).map((person) => (
          <li key={person.id} className="flex flex-col gap-2">
            <img src={person.portrait_url} alt="" loading="lazy" className="aspect-[4/5] w-full rounded-2xl bg-sunken object-cover" />
            <p className="font-semibold">{person.name}</p>
            <p className="-mt-2 text-sm text-muted">{person.title}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LastCall(): ReactNode {
  const { t } = useTranslation("landing");
  const me = useMe().data;
  return (
    <section aria-labelledby="last" className="px-4 pb-16 sm:px-6 sm:pb-24">
      <div className="mx-auto flex max-w-6xl flex-col items-start gap-5 rounded-3xl bg-accent-soft px-6 py-10 sm:px-12 sm:py-14">
        <h2 id="last" className="text-title">
          {t("last.title")}
        </h2>
        <p className="max-w-xl text-lg">{t("last.text")}</p>
        <div className="flex flex-wrap gap-3">
          <StartButton size="lg" />
          {(me === null || me?.is_guest) && (
            <ButtonLink to={paths.join} size="lg" variant="secondary">
              {t("hero.join")}
            </ButtonLink>
          )}
        </div>
      </div>
    </section>
  );
}

export function Landing(): ReactNode {
  const cast = useCast();
  return (
    <>
      <Hero person={cast.find((person) => person.listening_url !== null) ?? cast[0] ?? null} />
      <ThreeSteps />
      <ReportBand />
      <Cast people={cast} />
      <Promises />
      <LastCall />
    </>
  );
}
