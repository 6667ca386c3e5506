import { ChevronDown } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Checkbox, ChoiceCards, Notice } from "@/components";

import type { Offers, Wishes } from "./api";

interface Props {
  offers: Offers;
  wishes: Wishes;
  onChange: (part: Partial<Wishes>) => void;
}

/** The other way: one's face on a person who doesn't exist. Offered last, and only to who has read what it means. */
export function Templates({ offers, wishes, onChange }: Props): ReactNode {
  const { t } = useTranslation("photo");
  const [isRead, setRead] = useState(false);
  const choose = (template: string): void => onChange({ template, warned: true, suit: wishes.suit ?? { jacket: offers.jackets[0]?.id ?? "navy" } });
  const back = (): void => onChange({ template: null, warned: false });
  return (
    <details className="group rounded-2xl border border-line bg-surface" data-testid="templates">
      <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 px-5 py-3 font-semibold sm:px-6">
        {t("template.title")}
        <ChevronDown aria-hidden="true" className="size-5 shrink-0 transition-transform group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 px-5 pb-5 sm:px-6 sm:pb-6">
        <Notice tone="warn">{offers.template_warning}</Notice>
        <Checkbox
          checked={isRead}
          onChange={(next) => {
            setRead(next);
            if (!next) back();
          }}
          label={t("template.read")}
        />
        {isRead && (
          <ChoiceCards
            label={t("template.title")}
            value={wishes.template ?? null}
            onChange={choose}
            choices={offers.templates.map((one) => ({
              value: one.id,
              label: one.title,
              picture: <img src={one.picture_url} alt="" loading="lazy" className="aspect-square w-full rounded-lg object-cover" />,
            }))}
            className="grid-cols-3 gap-2 text-sm sm:grid-cols-3 [&>button]:rounded-xl [&>button]:p-2"
          />
        )}
        {wishes.template && (
          <Button variant="secondary" onClick={back}>
            {t("template.back")}
          </Button>
        )}
      </div>
    </details>
  );
}
