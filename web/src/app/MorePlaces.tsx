import { Menu } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

import { Button } from "@/components";
import { paths } from "@/lib/paths";

import { useOwnPlaces } from "./places";

const places = [
  { to: paths.people, text: "nav.people" },
  { to: paths.photo, text: "nav.photo" },
  { to: paths.sketch, text: "nav.sketch" },
  { to: paths.shop, text: "nav.shop" },
  { to: paths.expression, text: "nav.expression" },
  { to: paths.engines, text: "nav.engines" },
  { to: paths.how, text: "nav.how" },
  { to: paths.demo, text: "nav.demo" },
  { to: paths.ethics, text: "nav.ethics" },
] as const;

/** The places that neither the header nor the bar under the thumb has room for. */
export function MorePlaces(): ReactNode {
  const { t } = useTranslation();
  const own = useOwnPlaces();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button variant="quiet" size="icon" aria-label={t("nav.more")}>
          <Menu />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={6} className="z-50 min-w-52 rounded-2xl border border-line bg-surface p-1.5 shadow-lift">
          {[...places, ...own].map(({ to, text }) => (
            <DropdownMenu.Item key={to} asChild>
              <Link to={to} className="flex min-h-11 items-center rounded-lg px-3 outline-none data-[highlighted]:bg-sunken">
                {t(text)}
              </Link>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
