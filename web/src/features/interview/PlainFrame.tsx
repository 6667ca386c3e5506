import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { ButtonLink, Mark } from "@/components";
import { paths } from "@/lib/paths";

/** The pages just before and after the room: nothing to be distracted by, and a way out. */
export function PlainFrame({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }): ReactNode {
  const { t } = useTranslation("interview");
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-4 py-3 sm:px-6">
        <Link to={paths.home} className="flex min-h-11 items-center gap-2.5 text-lg font-bold" aria-label={t("common:nav.home")}>
          <Mark className="size-6 text-accent" />
          Visavis
        </Link>
        <ButtonLink to={paths.history} variant="quiet" size="icon" aria-label={t("room.leave")}>
          <X />
        </ButtonLink>
      </header>
      <main className="mx-auto flex w-full max-w-xl grow flex-col justify-center gap-6 px-4 pb-24 pt-6 sm:px-6">
        <div className="flex flex-col gap-2">
          <h1 className="text-title">{title}</h1>
          {lead && <p className="text-lg text-muted">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
