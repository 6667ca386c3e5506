import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FileSpreadsheet } from "lucide-react";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, Confirm, Notice, Section, TextField } from "@/components";
import { dateWords } from "@/lib/figures";

import { groupKey, importsKey, importTable, listImports, removeImport, templateUrl, type TableImport } from "./api";

function useAgain(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () => Promise.all([importsKey, groupKey, ["spec-choices"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
}

export function Templates(): ReactNode {
  const { t } = useTranslation("specs");
  return (
    <div className="flex flex-wrap gap-2">
      {(["xlsx", "csv"] as const).map((form) => (
        <Button key={form} asChild variant="secondary" size="sm">
          <a href={templateUrl(form)} download>
            <FileSpreadsheet aria-hidden="true" />
            {t("import.template", { form: form.toUpperCase() })}
          </a>
        </Button>
      ))}
    </div>
  );
}

function Bring(): ReactNode {
  const { t } = useTranslation("specs");
  const again = useAgain();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [source, setSource] = useState("");
  const [year, setYear] = useState(String(new Date().getFullYear()));
  const bring = useMutation({
    mutationFn: (table: File) => importTable(table, source, year),
    onSuccess: () => {
      setFile(null);
      return again();
    },
  });
  return (
    <Card>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (file) bring.mutate(file);
        }}
      >
        <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
          <TextField label={t("import.source")} hint={t("import.sourceHint")} most={200} value={source} onChange={(event) => setSource(event.target.value)} data-testid="import-source" />
          <TextField label={t("import.year")} inputMode="numeric" maxLength={4} value={year} onChange={(event) => setYear(event.target.value)} data-testid="import-year" />
        </div>
        <input ref={chooser} type="file" accept=".csv,.xlsx,text/csv" className="sr-only" tabIndex={-1} aria-hidden="true" data-testid="import-file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="secondary" onClick={() => chooser.current?.click()}>
            {t("import.choose")}
          </Button>
          <span className="min-w-0 break-words text-muted">{file?.name ?? t("import.none")}</span>
        </div>
        {bring.isError && (
          <Notice tone="danger">
            <p className="whitespace-pre-line">{bring.error.message}</p>
          </Notice>
        )}
        {bring.data && <Notice tone="good">{t("import.done", { count: bring.data.row_count })}</Notice>}
        <Button type="submit" className="self-start" busy={bring.isPending} disabled={!file || source.trim().length < 2 || !/^\d{4}$/.test(year)} data-testid="import-table">
          {t("import.deed")}
        </Button>
      </form>
    </Card>
  );
}

function Row({ one }: { one: TableImport }): ReactNode {
  const { t } = useTranslation("specs");
  const again = useAgain();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="font-semibold">
          {one.source} ({one.year})
        </p>
        <p className="text-sm text-muted">
          {t("import.row", { name: one.file_name, count: one.row_count, date: dateWords(one.created_at) })}
        </p>
      </div>
      <Confirm
        title={t("import.removeTitle")}
        deed={t("import.remove")}
        onConfirm={() => removeImport(one.id).then(again)}
        trigger={(ask) => (
          <Button variant="secondary" size="sm" onClick={ask}>
            {t("import.remove")}
          </Button>
        )}
      >
        <p>{t("import.removeText", { count: one.row_count })}</p>
      </Confirm>
    </li>
  );
}

/** For administrators: tables with their source. */
export function Imports(): ReactNode {
  const { t } = useTranslation("specs");
  const imports = useQuery({ queryKey: importsKey, queryFn: listImports });
  return (
    <Section title={t("import.title")} lead={t("import.lead")}>
      <Templates />
      <Bring />
      {imports.data && imports.data.length > 0 && (
        <ul className="divide-y divide-line">
          {imports.data.map((one) => (
            <Row key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}
