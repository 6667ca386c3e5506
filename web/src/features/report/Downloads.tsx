import { Download, Printer } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "@/components";

const forms = ["html", "json", "csv"] as const;

export function Downloads({ id }: { id: string }): ReactNode {
  const { t } = useTranslation("report");
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
