import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Card, ChoiceCards, Segmented, SelectField, Slider, TextField } from "@/components";

import { Swatches } from "./Swatches";
import { Templates } from "./Templates";
import type { Offers, Suit, Wishes } from "./api";
import { readLimit, withCut } from "./wishes";

interface Props {
  offers: Offers;
  wishes: Wishes;
  onChange: (part: Partial<Wishes>) => void;
}

export function Controls({ offers, wishes, onChange }: Props): ReactNode {
  const { t } = useTranslation("photo");
  return (
    <div className="flex flex-col gap-4">
      <Card className="flex flex-col gap-5">
        <SizeField offers={offers} wishes={wishes} onChange={onChange} />
        <Swatches label={t("background")} dyes={offers.backgrounds} value={wishes.background} onChange={(background) => onChange({ background })} />
      </Card>
      <Card className="flex flex-col gap-5">
        <Clothes offers={offers} wishes={wishes} onChange={onChange} />
      </Card>
      <Card className="flex flex-col gap-3">
        <Share label={t("retouch.light")} value={wishes.light} onChange={(light) => onChange({ light })} />
        <Share label={t("retouch.skin")} value={wishes.skin} onChange={(skin) => onChange({ skin })} />
      </Card>
      <Card className="flex flex-col gap-5">
        <FileFields wishes={wishes} onChange={onChange} />
      </Card>
      <Templates offers={offers} wishes={wishes} onChange={onChange} />
    </div>
  );
}

function SizeField({ offers, wishes, onChange }: Props): ReactNode {
  const { t } = useTranslation("photo");
  const size = offers.sizes.find((one) => one.id === wishes.size);
  return (
    <SelectField label={t("size.label")} hint={size && t("size.hint", { source: size.source })} value={wishes.size} onChange={(event) => onChange({ size: event.target.value })} data-testid="size">
      {offers.sizes.map((one) => (
        <option key={one.id} value={one.id}>
          {one.title}
        </option>
      ))}
    </SelectField>
  );
}

function Clothes({ offers, wishes, onChange }: Props): ReactNode {
  const { t } = useTranslation("photo");
  const suit = wishes.suit;
  const cut = offers.cuts.find((one) => one.id === suit?.cut) ?? offers.cuts[0];
  const set = (part: Partial<Suit>): void => {
    if (suit) onChange({ suit: { ...suit, ...part } });
  };
  return (
    <>
      <Segmented
        label={t("clothes.label")}
        value={suit ? "suit" : "own"}
        onChange={(kind) => onChange({ suit: kind === "own" ? null : { jacket: offers.jackets[0]?.id ?? "navy" } })}
        choices={[
          { value: "own", label: t("clothes.own") },
          { value: "suit", label: t("clothes.suit") },
        ]}
        className="flex"
      />
      {suit && (
        <>
          <ChoiceCards
            label={t("clothes.cut")}
            value={cut?.id ?? null}
            onChange={(id) => onChange({ suit: withCut(wishes, offers, id).suit })}
            choices={offers.cuts.map((one) => ({ value: one.id, label: one.title, hint: t(`clothes.${one.worn_by}`) }))}
            className="grid-cols-2 gap-2 text-sm sm:grid-cols-2 [&>button]:rounded-xl [&>button]:p-3"
          />
          <Swatches label={t("clothes.jacket")} dyes={offers.jackets} value={suit.jacket} onChange={(jacket) => set({ jacket })} />
          <Swatches label={t("clothes.shirt")} dyes={offers.shirts} value={suit.shirt} onChange={(shirt) => set({ shirt })} />
          {cut?.takes_tie && <Swatches label={t("clothes.tie")} dyes={offers.ties} value={suit.tie} onChange={(tie) => set({ tie })} />}
        </>
      )}
    </>
  );
}

function Share({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }): ReactNode {
  const { t } = useTranslation("photo");
  const percent = Math.round(value * 100);
  return (
    <Slider label={label} value={percent} onChange={(next) => onChange(next / 100)} min={0} max={100} step={5} shown={percent === 0 ? t("retouch.off") : `${percent} %`} />
  );
}

function FileFields({ wishes, onChange }: Omit<Props, "offers">): ReactNode {
  const { t } = useTranslation("photo");
  const [limit, setLimit] = useState(wishes.max_kb?.toString() ?? "");
  const isWrong = readLimit(limit) === undefined;
  const set = (text: string): void => {
    setLimit(text);
    const read = readLimit(text);
    if (read !== undefined) onChange({ max_kb: read });
  };
  return (
    <>
      <Segmented
        label={t("file.kind")}
        value={wishes.suffix}
        onChange={(suffix) => onChange({ suffix })}
        choices={[
          { value: "jpg", label: "JPEG" },
          { value: "png", label: "PNG" },
        ]}
        className="flex"
      />
      <TextField
        label={t("file.limit")}
        hint={t("file.limitHint")}
        error={isWrong ? t("file.limitWrong") : undefined}
        inputMode="numeric"
        value={limit}
        onChange={(event) => set(event.target.value)}
        data-testid="max-kb"
      />
    </>
  );
}
