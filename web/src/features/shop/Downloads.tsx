import { useQuery } from "@tanstack/react-query";
import { ArrowDownToLine, FileText } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, SelectField, Switch } from "@/components";
import { currentLanguage } from "@/lib/i18n";

import { fileUrl, listMarkets, resultsUrl, rightsUrl, type OpenCatalogue, type Photo, type Taking } from "./api";

const asItIs: Taking = { label: true, market: "", cut: false, accepted: false };

/** All results in a zip, at full size or as a marketplace takes them. */
export function Downloads({ catalogue }: { catalogue: OpenCatalogue }): ReactNode {
  const { t } = useTranslation("shop");
  const [taking, setTaking] = useState(asItIs);
  const results = catalogue.photos.filter((photo) => photo.has_result && (photo.accepted || !taking.accepted)).length;
  return (
    <Card className="flex flex-col gap-4">
      <TakingFields taking={taking} onChange={setTaking} />
      {catalogue.accepted > 0 && <Switch checked={taking.accepted} onChange={(accepted) => setTaking({ ...taking, accepted })} label={t("take.accepted")} />}
      <div className="flex flex-wrap gap-3 max-sm:flex-col">
        <Button asChild size="lg">
          <a href={resultsUrl(catalogue.id, taking)} download data-testid="download-all">
            <ArrowDownToLine aria-hidden="true" />
            {t("take.all", { count: results })}
          </a>
        </Button>
        {catalogue.consent !== "withdrawn" && (
          <Button asChild size="lg" variant="secondary">
            <a href={rightsUrl(catalogue.id)} download data-testid="download-rights">
              <FileText aria-hidden="true" />
              {t("take.rights")}
            </a>
          </Button>
        )}
      </div>
    </Card>
  );
}

/** One result. */
export function DownloadOne({ catalogueId, photo }: { catalogueId: string; photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const [taking, setTaking] = useState(asItIs);
  return (
    <details className="rounded-2xl border border-line bg-surface px-5 py-3">
      <summary className="min-h-9 cursor-pointer py-1 font-semibold">{t("take.one")}</summary>
      <div className="flex flex-col gap-4 pb-2 pt-3">
        <TakingFields taking={taking} onChange={setTaking} />
        <Button asChild variant="secondary" className="self-start">
          <a href={fileUrl(catalogueId, photo.id, taking)} download data-testid="download-one">
            <ArrowDownToLine aria-hidden="true" />
            {t("take.deed")}
          </a>
        </Button>
      </div>
    </details>
  );
}

function TakingFields({ taking, onChange }: { taking: Taking; onChange: (taking: Taking) => void }): ReactNode {
  const { t } = useTranslation("shop");
  const markets = useQuery({ queryKey: ["markets", currentLanguage()], queryFn: listMarkets, staleTime: Infinity });
  return (
    <>
      <SelectField label={t("take.size")} hint={taking.market === "" ? t("take.original") : t("take.checkMarket")} value={taking.market} onChange={(event) => onChange({ ...taking, market: event.target.value })}>
        <option value="">{t("take.asPhoto")}</option>
        {markets.data?.map((market) => (
          <option key={market.id} value={market.id}>
            {market.name} · {market.width}×{market.height}
          </option>
        ))}
      </SelectField>
      {taking.market !== "" && <Switch checked={taking.cut} onChange={(cut) => onChange({ ...taking, cut })} label={t("take.cut")} hint={t("take.cutHint")} />}
      <Switch checked={taking.label} onChange={(label) => onChange({ ...taking, label })} label={t("take.label")} hint={t("take.labelHint")} />
    </>
  );
}
