import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, SelectField } from "@/components";

import { filterNames, type Choices, type Filters } from "./api";

/** What the group is to have in common. Only what at least five share can be chosen. */
export function FilterFields({ choices, filters, onChange }: { choices: Choices; filters: Filters; onChange: (filters: Filters) => void }): ReactNode {
  const { t } = useTranslation("specs");
  const chosen = Object.keys(filters).length > 0;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-4 lg:grid-cols-3">
        {filterNames.map((name) => (
          <SelectField
            key={name}
            label={t(`filter.${name}`)}
            value={filters[name] ?? ""}
            disabled={choices[name].length === 0}
            data-testid={`filter-${name}`}
            onChange={(event) => {
              const others = Object.fromEntries(Object.entries(filters).filter(([other]) => other !== name));
              onChange(event.target.value === "" ? others : { ...others, [name]: event.target.value });
            }}
          >
            <option value="">{t("filter.all")}</option>
            {choices[name].map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.title}
              </option>
            ))}
          </SelectField>
        ))}
      </div>
      {chosen && (
        <Button variant="quiet" size="sm" className="self-start text-accent" onClick={() => onChange({})}>
          {t("filter.clear")}
        </Button>
      )}
    </div>
  );
}
