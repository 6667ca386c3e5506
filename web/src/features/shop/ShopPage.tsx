import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowRight, Images } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";

import { ApiError } from "@/client/call";
import { Button, ErrorNotice, Page, Section, Skeleton, Steps, TextField } from "@/components";
import { charactersIn } from "@/lib/characters";
import { classes } from "@/lib/classes";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { Consent, noConsent } from "./Consent";
import { Declaration } from "./Declaration";
import { PersonChoice, useCandidates } from "./PersonChoice";
import { beginCatalogue, cataloguesKey, listCatalogues, type Catalogue } from "./api";

/** Choose a model and begin, or go on with an earlier set of photos. */
export function ShopPage(): ReactNode {
  const { t } = useTranslation("shop");
  return (
    <Page title={t("title")} lead={t("lead")} width="wide">
      <ShopSteps current={0} />
      <Begin />
      <Earlier />
    </Page>
  );
}

export function ShopSteps({ current }: { current: number }): ReactNode {
  const { t } = useTranslation("shop");
  return <Steps steps={[t("steps.person"), t("steps.photos"), t("steps.check"), t("steps.take")]} current={current} />;
}

function Begin(): ReactNode {
  const { t } = useTranslation("shop");
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const sent = address.get("code");
  const { candidates, isComing, error } = useCandidates(sent);
  const [picked, setPicked] = useState<string | null>(sent);
  const [name, setName] = useState("");
  const [consent, setConsent] = useState(noConsent);
  const [declared, setDeclared] = useState(false);
  const chosen = candidates.find((one) => one.key === picked);
  const begin = useMutation({
    mutationFn: beginCatalogue,
    onSuccess: (made) => navigate(paths.catalogue(made.id)),
  });
  const pick = (key: string): void => {
    setPicked(key);
    setConsent(noConsent);
    begin.reset();
  };
  // A drawing of a real person needs it too, which the server knows.
  const needsConsent = chosen !== undefined && (chosen.isReal || (begin.error instanceof ApiError && begin.error.code === "consent_missing"));
  const isReady = charactersIn(name) <= 60 && chosen !== undefined && declared && (!needsConsent || consent.attestation);
  return (
    <Section title={t("person.title")} lead={t("person.lead")}>
      <PersonChoice candidates={candidates} isComing={isComing} error={error} value={picked} onChange={pick} />
      {needsConsent && <Consent value={consent} onChange={setConsent} />}
      {chosen && <Declaration value={declared} onChange={setDeclared} />}
      {chosen && (
        <div className="max-w-md">
          <TextField label={t("person.name")} hint={t("person.nameHint")} most={60} value={name} onChange={(event) => setName(event.target.value)} data-testid="catalogue-name" />
        </div>
      )}
      {begin.error && <ErrorNotice error={begin.error} />}
      <div className={classes(isReady && "max-xl:sticky max-xl:bottom-20 max-xl:z-20")}>
        <Button
          size="lg"
          className="max-sm:w-full"
          disabled={!isReady}
          busy={begin.isPending}
          data-testid="begin-catalogue"
          onClick={() => chosen && begin.mutate({ name, person_id: chosen.personId, code: chosen.code, declared, ...(needsConsent && consent) })}
        >
          {chosen ? t("person.deed", { name: chosen.name }) : t("person.first")}
          <ArrowRight aria-hidden="true" />
        </Button>
      </div>
    </Section>
  );
}

function Earlier(): ReactNode {
  const { t } = useTranslation("shop");
  const earlier = useQuery({ queryKey: [...cataloguesKey, currentLanguage()], queryFn: listCatalogues, staleTime: 0 });
  if (earlier.error) return <ErrorNotice error={earlier.error} onRetry={() => void earlier.refetch()} />;
  if (!earlier.data) return <Skeleton className="h-40" />;
  if (earlier.data.length === 0) return null;
  return (
    <Section title={t("earlier.title")}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {earlier.data.map((one) => (
          <EarlierOne key={one.id} catalogue={one} />
        ))}
      </ul>
    </Section>
  );
}

export function nameOf(catalogue: Catalogue): string {
  return catalogue.name || new Date(catalogue.created_at).toLocaleString(currentLanguage(), { dateStyle: "medium", timeStyle: "short" });
}

function EarlierOne({ catalogue }: { catalogue: Catalogue }): ReactNode {
  const { t } = useTranslation("shop");
  const { done, refused, waiting, working } = catalogue.counts;
  const total = (done ?? 0) + (refused ?? 0) + (waiting ?? 0) + (working ?? 0);
  return (
    <li>
      <Link to={paths.catalogue(catalogue.id)} data-testid="catalogue" className="flex items-center gap-4 rounded-2xl border border-line bg-surface p-3 hover:shadow-lift">
        <span className="relative size-20 shrink-0 overflow-hidden rounded-xl bg-sunken">
          {catalogue.cover_url ? <img src={catalogue.cover_url} alt="" loading="lazy" className="size-full object-cover" /> : <Images aria-hidden="true" className="absolute inset-0 m-auto size-7 text-muted" />}
          {catalogue.model_url && <img src={catalogue.model_url} alt="" loading="lazy" className="absolute bottom-1 right-1 size-8 rounded-full border-2 border-surface object-cover" />}
        </span>
        <span className="min-w-0">
          <span className="block truncate font-semibold">{nameOf(catalogue)}</span>
          <span className="block truncate text-sm text-muted">{catalogue.person_name}</span>
          <span className="block text-sm text-muted">{t("earlier.counts", { done: done ?? 0, total })}</span>
        </span>
      </Link>
    </li>
  );
}
