import { BriefcaseBusiness, History, House, UserRound, Video } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink } from "react-router";

import { useMe } from "@/client/useMe";
import { ButtonLink, Mark } from "@/components";
import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";

import { MorePlaces } from "./MorePlaces";
import { Preferences } from "./Preferences";
import { useOwnPlaces } from "./places";

const places = [
  { to: paths.devices, text: "nav.practise" },
  { to: paths.career, text: "nav.career" },
  { to: paths.people, text: "nav.people" },
  { to: paths.sketch, text: "nav.sketch" },
  { to: paths.shop, text: "nav.shop" },
  { to: paths.history, text: "nav.history" },
] as const;

/** Narrow windows have these in the menu. */
const widePlaces = [
  { to: paths.how, text: "nav.how" },
  { to: paths.demo, text: "nav.demo" },
] as const;

function Places(): ReactNode {
  const { t } = useTranslation();
  return (
    <nav aria-label={t("nav.label")} className="hidden gap-1 xl:flex">
      {[...places, ...widePlaces, ...useOwnPlaces()].map(({ to, text }) => (
        <NavLink
          key={to}
          to={to}
          className={({ isActive }) =>
            classes(widePlaces.some((place) => place.to === to) && "max-xl:hidden", "whitespace-nowrap rounded-xl px-3 py-2.5 font-semibold text-muted hover:text-ink", isActive && "text-ink underline decoration-accent decoration-[3px] underline-offset-8")
          }
        >
          {t(text)}
        </NavLink>
      ))}
    </nav>
  );
}

function Account(): ReactNode {
  const { t } = useTranslation();
  const me = useMe().data;
  if (me === undefined) return <span className="h-11 w-20" />;
  if (me === null)
    return (
      <>
        <ButtonLink to={paths.login} variant="quiet" className="whitespace-nowrap">
          {t("nav.login")}
        </ButtonLink>
        {/* A phone has no room for both; the page to log in leads to joining. */}
        <ButtonLink to={paths.join} variant="secondary" className="max-sm:hidden">
          {t("nav.join")}
        </ButtonLink>
      </>
    );
  return (
    <ButtonLink to={paths.me} variant="quiet" className="hidden max-w-48 xl:inline-flex">
      <UserRound aria-hidden="true" />
      <span className="truncate">{me.is_guest ? t("nav.guest") : me.display_name}</span>
    </ButtonLink>
  );
}

export function Header(): ReactNode {
  const { t } = useTranslation();
  return (
    <header className="no-print sticky top-0 z-30 border-b border-line bg-paper/90 backdrop-blur">
      <div className="mx-auto flex h-16 max-w-7xl items-center gap-2 px-4 sm:px-6">
        <Link to={paths.home} className="mr-4 flex min-h-11 items-center gap-2.5 rounded-lg text-xl font-bold tracking-tight" aria-label={t("nav.home")}>
          <Mark className="size-7 text-accent" />
          Visavis
        </Link>
        <Places />
        <div className="ml-auto flex items-center gap-1">
          <Preferences />
          <Account />
          <MorePlaces />
        </div>
      </div>
    </header>
  );
}

function PhonePlace({ to, icon: Icon, children, end }: { to: string; icon: ComponentType<{ className?: string }>; children: ReactNode; end?: boolean }): ReactNode {
  return (
    <NavLink
      to={to}
      end={end}
      className={({ isActive }) => classes("flex min-h-14 grow basis-0 flex-col items-center justify-center gap-0.5 text-xs font-semibold", isActive ? "text-accent" : "text-muted")}
    >
      <Icon className="size-5.5" />
      {children}
    </NavLink>
  );
}

/** Under the thumb on phones and tablets; the header holds the same places on a desktop. */
export function PhoneNavigation(): ReactNode {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t("nav.label")}
      className="no-print sticky bottom-0 z-30 flex border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] xl:hidden"
    >
      <PhonePlace to={paths.home} icon={House} end>
        {t("nav.homeShort")}
      </PhonePlace>
      <PhonePlace to={paths.devices} icon={Video}>
        {t("nav.practise")}
      </PhonePlace>
      <PhonePlace to={paths.career} icon={BriefcaseBusiness}>
        {t("nav.career")}
      </PhonePlace>
      <PhonePlace to={paths.history} icon={History}>
        {t("nav.history")}
      </PhonePlace>
      <PhonePlace to={paths.me} icon={UserRound}>
        {t("nav.me")}
      </PhonePlace>
    </nav>
  );
}
