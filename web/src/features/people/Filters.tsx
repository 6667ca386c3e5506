import { Heart, Search, X } from "lucide-react";
import { RadioGroup } from "radix-ui";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, SelectField, TextField } from "@/components";
import { charactersIn } from "@/lib/characters";
import { classes } from "@/lib/classes";

import type { Filter, Gallery, Look } from "./api";

interface Props {
  gallery: Gallery;
  filter: Filter;
  onChange: (change: Partial<Filter>) => void;
  onlyFavourites: boolean;
  onOnlyFavourites: (only: boolean) => void;
}

/** Characters of the longest keyword. */
const mostWords = 100;

/** No look's id: none is shown as chosen. */
const chosenByWords = "-";

/** Kind, look and words; a keyword and a look exclude each other, since words choose looks. */
export function Filters({ gallery, filter, onChange, onlyFavourites, onOnlyFavourites }: Props): ReactNode {
  const { t } = useTranslation("people");
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-end gap-3 sm:grid-cols-[14rem_minmax(0,1fr)_auto]">
        <SelectField label={t("filter.kind")} value={filter.kind} onChange={(event) => onChange({ kind: event.target.value })}>
          <option value="">{t("filter.anyKind")}</option>
          {gallery.kinds.map((kind) => (
            <option key={kind.name} value={kind.name}>
              {kind.title}
            </option>
          ))}
        </SelectField>
        <Keyword key={filter.keyword} kept={filter.keyword} onSearch={(keyword) => onChange({ keyword, look: "" })} />
        <Button variant={onlyFavourites ? "primary" : "secondary"} aria-pressed={onlyFavourites} onClick={() => onOnlyFavourites(!onlyFavourites)} className="mb-1.5">
          <Heart aria-hidden="true" className={onlyFavourites ? "fill-current" : undefined} />
          {t("filter.favourites")}
        </Button>
      </div>
      <LookChips
        label={t("filter.look")}
        looks={gallery.looks}
        any={onlyFavourites ? t("filter.anyLook") : undefined}
        value={filter.keyword ? chosenByWords : filter.look}
        onPick={(look) => onChange({ look, keyword: "" })}
      />
    </div>
  );
}

function Keyword({ kept, onSearch }: { kept: string; onSearch: (keyword: string) => void }): ReactNode {
  const { t } = useTranslation("people");
  const [words, setWords] = useState(kept);
  return (
    <form
      role="search"
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (charactersIn(words) <= mostWords) onSearch(words.trim());
      }}
    >
      <div className="grow">
        <TextField label={t("filter.keyword")} placeholder={t("filter.keywordHint")} most={mostWords} value={words} onChange={(event) => setWords(event.target.value)} />
      </div>
      <Button type="submit" variant="secondary" size="icon" aria-label={t("filter.search")} className="mb-1.5">
        <Search />
      </Button>
      {kept && (
        <Button variant="quiet" size="icon" aria-label={t("filter.clear")} onClick={() => onSearch("")} className="mb-1.5">
          <X />
        </Button>
      )}
    </form>
  );
}

interface ChipsProps {
  label: string;
  looks: Look[];
  /** What to call no look in particular, where that can be chosen: the empty string. */
  any?: string;
  value: string;
  onPick: (look: string) => void;
}

/** The looks in one row that scrolls sideways on a phone. */
export function LookChips({ label, looks, any, value, onPick }: ChipsProps): ReactNode {
  const offered = [...(any === undefined ? [] : [{ id: "", title: any, mood: undefined }]), ...looks];
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={onPick}
      orientation="horizontal"
      className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
    >
      {offered.map((look) => (
        <RadioGroup.Item
          key={look.id}
          value={look.id}
          title={look.mood}
          className={classes(
            "min-h-11 shrink-0 rounded-full border border-line-strong bg-surface px-4 font-semibold transition-colors hover:bg-sunken",
            "data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=checked]:text-on-accent",
          )}
        >
          {look.title}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
