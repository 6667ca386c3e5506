import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { TextArea, TextField } from "@/components";
import { classes } from "@/lib/classes";

import type { SectionNames, TypedEntry } from "./api";
import { isDate, isLong } from "./entries";

interface Props {
  entry: TypedEntry;
  names: SectionNames;
  onChange: (entry: TypedEntry) => void;
}

/** The fields of one entry, to be typed into. */
export function EntryForm({ entry, names, onChange }: Props): ReactNode {
  const { t } = useTranslation("career");
  const change = (index: number, value: string): void => {
    onChange({ ...entry, fields: entry.fields.map((field, at) => (at === index ? { ...field, value } : field)) });
  };
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {entry.fields.map((field, index) => {
        const label = names.fields.find((one) => one.key === field.key)?.name ?? field.key;
        const shared = { label, value: field.value, "data-testid": `field-${field.key}` };
        return (
          <div key={index} className={classes(isLong(field.key) && "sm:col-span-2")}>
            {isLong(field.key) ? (
              <TextArea {...shared} rows={field.key === "text" ? 8 : 3} onChange={(event) => change(index, event.target.value)} />
            ) : (
              <TextField {...shared} hint={isDate(field.key) ? t("edit.period") : undefined} onChange={(event) => change(index, event.target.value)} />
            )}
          </div>
        );
      })}
    </div>
  );
}
