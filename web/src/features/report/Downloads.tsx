import { Download, Printer } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";

const forms = ["html", "json", "csv"] as const;

/** On paper nothing can be unfolded: details open before printing and close again after it. */
function useOpenDetailsInPrint(): void {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = (): void => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
      for (const details of opened) details.open = true;
    };
    const close = (): void => {
      for (const details of opened) details.open = false;
    };
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", close);
    return () => {
      window.removeEventListener("beforeprint", open);
      window.removeEventListener("afterprint", close);
    };
  }, []);
}

export function Downloads({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("report");
  useOpenDetailsInPrint();
  return (
    <div className="no-print flex flex-wrap gap-2">
      <DropdownMenu.Root>
        <DropdownMenu.Trigger asChild>
          <Button variant="secondary">
            <Download aria-hidden="true" />
            {t("page.download")}
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content align="end" sideOffset={6} className="z-50 w-72 rounded-2xl border border-line bg-surface p-1.5 shadow-lift">
            {forms.map((form) => (
              <DropdownMenu.Item key={form} asChild>
                <a href={`/api/interviews/${id}/report.${form}`} download className="flex flex-col rounded-lg px-3 py-2 outline-none data-[highlighted]:bg-sunken">
                  <span className="font-semibold">{form.toUpperCase()}</span>
                  <span className="text-sm text-muted">{t(`page.forms.${form}`)}</span>
                </a>
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <Button variant="secondary" onClick={() => window.print()}>
        <Printer aria-hidden="true" />
        {t("page.print")}
      </Button>
    </div>
  );
}
