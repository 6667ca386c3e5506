import { RadioGroup } from "radix-ui";
import { type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Segmented } from "@/components";

import type { StudioOffers, Wishes } from "./api";

interface Props {
  offers: StudioOffers;
  wishes: Wishes;
  onChange: (wishes: Wishes) => void;
}

const any = "any";
const hairSwatches: Record<string, string> = {
  black: "#1d1a19",
  brown: "#5b3a26",
  red: "#9a3b1e",
  blonde: "#dab56f",
  silver: "#b9bcc2",
  pink: "#e38fb1",
  blue: "#3f63b8",
};
const skinSwatches: Record<string, string> = { light: "#d6a897", medium: "#bc886e", brown: "#966750", dark: "#6f4e42" };

export function Styling({ offers, wishes, onChange }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  return (
    <div className="flex flex-col gap-5">
      <Field title={t("style.gender")}>
        <Segmented
          label={t("style.gender")}
          value={wishes.gender ?? any}
          onChange={(gender) => onChange({ ...wishes, gender: gender === any ? null : gender })}
          choices={[
            { value: any, label: t("style.asDrawn") },
            { value: "female", label: t("style.female") },
            { value: "male", label: t("style.male") },
          ]}
          className="flex"
        />
      </Field>
      <Field title={t("style.hair")}>
        <Choices label={t("style.hair")} value={wishes.hair ?? null} choices={offers.hair} onPick={(hair) => onChange({ ...wishes, hair })} colours={hairSwatches} />
      </Field>
      <Field title={t("style.skin")}>
        <Choices label={t("style.skin")} value={wishes.skin ?? null} choices={offers.skin} onPick={(skin) => onChange({ ...wishes, skin })} colours={skinSwatches} />
      </Field>
      <Field title={t("style.makeup")}>
        <Choices label={t("style.makeup")} value={wishes.makeup ?? null} choices={offers.makeup} onPick={(makeup) => onChange({ ...wishes, makeup })} />
      </Field>
    </div>
  );
}

function Field({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div className="flex flex-col gap-2">
      <span aria-hidden="true" className="font-semibold">
        {title}
      </span>
      {children}
    </div>
  );
}

interface ChoicesProps {
  label: string;
  value: string | null;
  choices: StudioOffers["hair"];
  onPick: (id: string | null) => void;
  colours?: Record<string, string>;
}

function Choices({ label, value, choices, onPick, colours = {} }: ChoicesProps): ReactNode {
  const { t } = useTranslation("sketch");
  const all = [{ id: any, title: t("style.asDrawn") }, ...choices];
  return (
    <RadioGroup.Root aria-label={label} value={value ?? any} onValueChange={(id) => onPick(id === any ? null : id)} className="flex flex-wrap gap-2">
      {all.map((choice) => (
        <RadioGroup.Item
          key={choice.id}
          value={choice.id}
          className="inline-flex min-h-10 items-center gap-2 rounded-full border border-line bg-surface px-3.5 text-sm font-semibold hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:text-accent-strong"
        >
          {colours[choice.id] && <span aria-hidden="true" className="size-4 rounded-full border border-line-strong" style={{ background: colours[choice.id] }} />}
          {choice.title}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
