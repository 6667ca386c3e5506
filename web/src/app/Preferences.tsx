import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Languages, Monitor, Moon, Sun } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { call } from "@/client/call";
import { meKey, useMe } from "@/client/useMe";
import { Button } from "@/components";
import { chooseLanguage, currentLanguage, languages, type Language } from "@/lib/i18n";
import { chooseTheme, useTheme, type ThemeChoice } from "@/lib/theme";

const themes = [
  { value: "system", icon: Monitor },
  { value: "light", icon: Sun },
  { value: "dark", icon: Moon },
] as const;

const names: Record<Language, string> = { ko: "한국어", en: "English" };
const item =
  "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg px-3 outline-none data-[highlighted]:bg-sunken [&_svg]:size-4.5";

function useLanguageChoice(): (language: Language) => void {
  const me = useMe().data;
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: (language: Language) => call("PATCH", "/accounts/me", { json: { language } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: meKey }),
  });
  return (language) => {
    void chooseLanguage(language).then(() => queries.invalidateQueries());
    if (me) keep.mutate(language);
  };
}

function Picked({ children, value }: { children: ReactNode; value: string }): ReactNode {
  return (
    <DropdownMenu.RadioItem value={value} className={item}>
      {children}
      <DropdownMenu.ItemIndicator className="ml-auto">
        <Check className="text-accent" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

/** Language and light or dark, in one small menu. */
export function Preferences(): ReactNode {
  const { t } = useTranslation();
  const theme = useTheme();
  const pickLanguage = useLanguageChoice();
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button variant="quiet" className="px-3" aria-label={t("preferences.label")}>
          <Languages />
          <span className="hidden text-sm sm:inline">{names[currentLanguage()]}</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" sideOffset={6} className="z-50 min-w-52 rounded-2xl border border-line bg-surface p-1.5 shadow-lift">
          <DropdownMenu.RadioGroup value={currentLanguage()} onValueChange={(value) => pickLanguage(value as Language)}>
            {languages.map((language) => (
              <Picked key={language} value={language}>
                <span lang={language}>{names[language]}</span>
              </Picked>
            ))}
          </DropdownMenu.RadioGroup>
          <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
          <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(value as ThemeChoice)}>
            {themes.map(({ value, icon: Icon }) => (
              <Picked key={value} value={value}>
                <Icon />
                {t(`preferences.${value}`)}
              </Picked>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
