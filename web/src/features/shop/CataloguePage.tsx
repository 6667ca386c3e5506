import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Trash2, UserX } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { Button, ButtonLink, Card, Confirm, ErrorNotice, Notice, Page, Section, Skeleton } from "@/components";
import { paths } from "@/lib/paths";

import { Alike } from "./Alike";
import { Downloads } from "./Downloads";
import { PhotoDrop } from "./PhotoDrop";
import { PhotoGrid } from "./PhotoGrid";
import { RunBar } from "./RunBar";
import { nameOf, ShopSteps } from "./ShopPage";
import { WishFields } from "./WishFields";
import { catalogueKey, cataloguesKey, changeCatalogue, deleteCatalogue, isRunning, useCatalogue, withdrawConsent, type OpenCatalogue, type SetWishes } from "./api";
import { useSending } from "./useSending";

/** A set of product photos: bring, start, look, take away. */
export function CataloguePage(): ReactNode {
  const { catalogue: id = "" } = useParams();
  const { t } = useTranslation("shop");
  const catalogue = useCatalogue(id);
  if (catalogue.data) return <Sheet catalogue={catalogue.data} />;
  return (
    <Page title={t("title")} width="wide">
      {catalogue.error ? <ErrorNotice error={catalogue.error} onRetry={() => void catalogue.refetch()} /> : <Skeleton className="h-96" />}
      {catalogue.error && (
        <ButtonLink to={paths.shop} variant="secondary" className="self-start">
          {t("back")}
        </ButtonLink>
      )}
    </Page>
  );
}

function stepOf(catalogue: OpenCatalogue): number {
  if (catalogue.photos.length === 0 || (catalogue.counts.waiting ?? 0) === catalogue.photos.length) return 1;
  return isRunning(catalogue.job) || catalogue.accepted === 0 ? 2 : 3;
}

function Sheet({ catalogue }: { catalogue: OpenCatalogue }): ReactNode {
  const { t } = useTranslation("shop");
  const sending = useSending(catalogue.id);
  const isWithdrawn = catalogue.consent === "withdrawn";
  const hasPhotos = catalogue.photos.length > 0;
  const hasResults = catalogue.photos.some((photo) => photo.has_result);
  // what is to be looked at comes first once everything is done
  const isDone = hasPhotos && sending.done === sending.total && catalogue.photos.every((photo) => photo.state === "done" || photo.state === "refused");
  const drop = <PhotoDrop sending={sending} isSmall={hasPhotos} />;
  return (
    <Page title={nameOf(catalogue)} width="wide" actions={<Actions catalogue={catalogue} />}>
      <ShopSteps current={stepOf(catalogue)} />
      <Model catalogue={catalogue} isDone={isDone} />
      {isWithdrawn && <Notice tone="warn">{t("withdrawn")}</Notice>}
      {!isWithdrawn && !isDone && drop}
      {hasPhotos && !isWithdrawn && <RunBar catalogue={catalogue} isSending={sending.done < sending.total} />}
      <Alike catalogue={catalogue} />
      {hasPhotos && <PhotoGrid catalogue={catalogue} />}
      {!isWithdrawn && isDone && drop}
      {hasResults && (
        <Section title={t("take.title")} lead={t("take.lead")}>
          <Downloads catalogue={catalogue} />
        </Section>
      )}
    </Page>
  );
}

/** Who the model is, and what is wished of every photo; folded away once nothing waits for it. */
function Model({ catalogue, isDone }: { catalogue: OpenCatalogue; isDone: boolean }): ReactNode {
  const { t } = useTranslation("shop");
  const queries = useQueryClient();
  const { strength, glasses, makeup, shares, detail, engine, detail_engine } = catalogue;
  const [wishes, setWishes] = useState<SetWishes>({ strength, glasses, makeup, shares, detail, engine, detail_engine });
  const change = useMutation({
    mutationFn: (part: Parameters<typeof changeCatalogue>[1]) => changeCatalogue(catalogue.id, part),
    scope: { id: `wishes-${catalogue.id}` }, // one after the other: the last wish is the one that stays
    onSuccess: () => queries.invalidateQueries({ queryKey: catalogueKey(catalogue.id) }),
  });
  const fields = (
    <>
      <WishFields
        wishes={wishes}
        onChange={(part) => {
          setWishes({ ...wishes, ...part });
          change.mutate(part);
        }}
        className="md:grid-cols-2"
      />
      {catalogue.photos.some((photo) => photo.has_result) && <p className="mt-2 text-sm text-muted">{t("wish.stillToDo")}</p>}
    </>
  );
  return (
    <Card className="flex flex-col gap-5 lg:flex-row lg:items-center">
      <div className="flex shrink-0 items-center gap-4 lg:max-w-80">
        {catalogue.model_url ? (
          <img src={catalogue.model_url} alt={t("model.alt", { name: catalogue.person_name })} className="size-24 rounded-2xl bg-sunken object-cover" />
        ) : (
          <span className="grid size-24 place-items-center rounded-2xl bg-sunken text-muted">
            <UserX aria-hidden="true" className="size-8" />
          </span>
        )}
        <div className="min-w-0">
          <p className="text-lg font-semibold">{catalogue.person_name}</p>
          <p className="text-sm text-muted">{t(`model.${catalogue.consent}` as "model.not_needed")}</p>
          <Withdraw catalogue={catalogue} />
        </div>
      </div>
      <div className="grow max-lg:border-t max-lg:border-line max-lg:pt-5 lg:border-l lg:border-line lg:pl-6">
        {isDone ? (
          <details>
            <summary className="min-h-9 cursor-pointer py-1 font-semibold">{t("wish.more")}</summary>
            <div className="pt-3">{fields}</div>
          </details>
        ) : (
          fields
        )}
        {change.error && <ErrorNotice error={change.error} />}
      </div>
    </Card>
  );
}

function Withdraw({ catalogue }: { catalogue: OpenCatalogue }): ReactNode {
  const { t } = useTranslation("shop");
  const queries = useQueryClient();
  if (catalogue.consent !== "own_face" && catalogue.consent !== "permission") return null;
  const withdraw = async (): Promise<void> => {
    await withdrawConsent(catalogue.id);
    await queries.invalidateQueries({ queryKey: catalogueKey(catalogue.id) });
  };
  return (
    <Confirm
      title={t("withdraw.title", { name: catalogue.person_name })}
      deed={t("withdraw.deed")}
      onConfirm={withdraw}
      trigger={(open) => (
        <Button variant="quiet" size="sm" className="-ml-3 text-danger" onClick={open} data-testid="withdraw">
          {t("withdraw.deed")}
        </Button>
      )}
    >
      <p>{t("withdraw.lead")}</p>
      <p className="text-sm text-muted">{catalogue.consent_text}</p>
    </Confirm>
  );
}

function Actions({ catalogue }: { catalogue: OpenCatalogue }): ReactNode {
  const { t } = useTranslation("shop");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await deleteCatalogue(catalogue.id);
    await queries.invalidateQueries({ queryKey: cataloguesKey });
    await navigate(paths.shop);
  };
  return (
    <>
      <ButtonLink to={paths.shop} variant="quiet">
        <ArrowLeft aria-hidden="true" />
        {t("back")}
      </ButtonLink>
      <Confirm
        title={t("delete.title", { name: nameOf(catalogue) })}
        deed={t("delete.deed")}
        onConfirm={remove}
        trigger={(open) => (
          <Button variant="quiet" onClick={open} data-testid="delete-catalogue">
            <Trash2 aria-hidden="true" />
            {t("delete.deed")}
          </Button>
        )}
      >
        {t("delete.lead")}
      </Confirm>
    </>
  );
}
