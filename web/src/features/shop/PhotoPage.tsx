import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Check, ChevronLeft, ChevronRight, Trash2, ZoomIn, ZoomOut } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";

import { BeforeAfter, Button, ButtonLink, Confirm, ErrorNotice, MadeByLine, Notice, Page, Skeleton, Spinner } from "@/components";
import { classes } from "@/lib/classes";
import { paths } from "@/lib/paths";

import { DownloadOne } from "./Downloads";
import { Redo } from "./Redo";
import { acceptPhoto, catalogueKey, isBeingMade, removePhoto, useCatalogue, useMakeups, type OpenCatalogue, type Photo } from "./api";
import { styleOf, useViewOn, whole } from "./focus";
import { previewOf } from "./useSending";

/** One photo: before and after, and what can be done about it. */
export function PhotoPage(): ReactNode {
  const { catalogue: id = "", photo: photoId = "" } = useParams();
  const { t } = useTranslation("shop");
  const catalogue = useCatalogue(id);
  const photo = catalogue.data?.photos.find((one) => one.id === photoId);
  if (catalogue.data && photo) return <Sheet key={photo.id} catalogue={catalogue.data} photo={photo} />;
  return (
    <Page title={t("title")} width="wide">
      {catalogue.isPending && <Skeleton className="h-96" />}
      {catalogue.error && <ErrorNotice error={catalogue.error} onRetry={() => void catalogue.refetch()} />}
      {catalogue.data && <Notice tone="warn">{t("photo.gone")}</Notice>}
      {!catalogue.isPending && (
        <ButtonLink to={catalogue.data ? paths.catalogue(id) : paths.shop} variant="secondary" className="self-start">
          {t("back")}
        </ButtonLink>
      )}
    </Page>
  );
}

/** The photo before, or after, this one. */
function neighbour(catalogue: OpenCatalogue, photo: Photo, by: 1 | -1): Photo | undefined {
  return catalogue.photos[catalogue.photos.findIndex((one) => one.id === photo.id) + by];
}

/** The next photo that has a result and isn't accepted, from here on and then from the start. */
function nextToLookAt(catalogue: OpenCatalogue, photo: Photo): Photo | undefined {
  const here = catalogue.photos.findIndex((one) => one.id === photo.id);
  const inOrder = [...catalogue.photos.slice(here + 1), ...catalogue.photos.slice(0, here)];
  return inOrder.find((one) => one.has_result && !one.accepted);
}

function Sheet({ catalogue, photo }: { catalogue: OpenCatalogue; photo: Photo }): ReactNode {
  return (
    <Page title={photo.name} width="wide" actions={<Places catalogue={catalogue} photo={photo} />}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <div className="flex flex-col gap-4 lg:sticky lg:top-24">
          <Picture photo={photo} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Verdict catalogue={catalogue} photo={photo} />
          {photo.before_url && catalogue.consent !== "withdrawn" && <Redo catalogue={catalogue} photo={photo} />}
          {photo.has_result && <DownloadOne catalogueId={catalogue.id} photo={photo} />}
          <Figures photo={photo} />
          <Remove catalogue={catalogue} photo={photo} />
        </div>
      </div>
    </Page>
  );
}

function Picture({ photo }: { photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const only = photo.before_url ?? previewOf(photo.id);
  const isMade = isBeingMade(photo);
  const close = useViewOn(photo.area_url);
  const [isClose, setClose] = useState(false);
  return (
    <div className="relative mx-auto w-full" style={{ maxWidth: `calc(${(photo.width_px ?? 4) / (photo.height_px ?? 5)} * (100dvh - 11rem))` }}>
      {photo.before_url && photo.after_url ? (
        <BeforeAfter before={photo.before_url} after={photo.after_url} label={photo.name} pictureStyle={isClose ? styleOf(close) : undefined} className={classes(isMade && "opacity-60")} />
      ) : only ? (
        <img src={only} alt={photo.name} className="w-full rounded-2xl bg-sunken object-contain" />
      ) : (
        <div className="grid aspect-[4/5] place-items-center rounded-2xl bg-sunken text-muted">{t("photo.nothingYet")}</div>
      )}
      {close !== whole && photo.after_url && (
        <Button variant="secondary" className="absolute bottom-3 right-3" aria-pressed={isClose} onClick={() => setClose((on) => !on)} data-testid="closer">
          {isClose ? <ZoomOut aria-hidden="true" /> : <ZoomIn aria-hidden="true" />}
          {t(isClose ? "look.whole" : "look.face")}
        </Button>
      )}
      {isMade && (
        <span role="status" className="absolute left-1/2 top-1/2 flex -translate-x-1/2 -translate-y-1/2 items-center gap-2 whitespace-nowrap rounded-full bg-black/70 px-4 py-2 font-semibold text-white">
          <Spinner />
          {t("photo.making")}
        </span>
      )}
    </div>
  );
}

function Verdict({ catalogue, photo }: { catalogue: OpenCatalogue; photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const next = nextToLookAt(catalogue, photo);
  const accept = useMutation({
    mutationFn: (accepted: boolean) => acceptPhoto(catalogue.id, photo.id, accepted),
    onSuccess: () => queries.invalidateQueries({ queryKey: catalogueKey(catalogue.id) }),
  });
  // Here and not above: whoever has left this photo meanwhile isn't fetched back.
  const goOn = (): void => void navigate(next ? paths.cataloguePhoto(catalogue.id, next.id) : paths.catalogue(catalogue.id));
  const act = (): void => accept.mutate(!photo.accepted, photo.accepted ? {} : { onSuccess: goOn });
  if (photo.state === "refused") return <Notice tone="warn" title={t("state.refused")}>{photo.why}</Notice>;
  if (!photo.has_result) return <Notice>{t(isBeingMade(photo) ? "photo.making" : "photo.waiting")}</Notice>;
  return (
    <div className="flex flex-col gap-3">
      {photo.outlier && <Notice tone="warn">{t("alike.oddOne")}</Notice>}
      {(photo.faces ?? 1) > 1 && <Notice>{t("photo.faces", { n: photo.faces, face: photo.face })}</Notice>}
      <Button
        size="lg"
        wide
        variant={photo.accepted ? "secondary" : "primary"}
        aria-pressed={photo.accepted}
        busy={accept.isPending}
        disabled={isBeingMade(photo)}
        onClick={act}
        data-testid="accept"
      >
        <Check aria-hidden="true" />
        {t(photo.accepted ? "photo.accepted" : next ? "photo.acceptNext" : "photo.accept")}
      </Button>
      {accept.error && <ErrorNotice error={accept.error} />}
    </div>
  );
}

function Figures({ photo }: { photo: Photo }): ReactNode {
  const { t } = useTranslation(["shop", "engines"]);
  const looks = useMakeups();
  const told: [string, string][] = [];
  if (photo.width_px && photo.height_px) told.push([t("figures.size"), `${photo.width_px} × ${photo.height_px}`]);
  if (photo.yaw_deg !== null) told.push([t("figures.yaw"), `${Math.round(photo.yaw_deg)}°`]);
  if (photo.hidden_share !== null) told.push([t("figures.hidden"), `${Math.round(photo.hidden_share * 100)} %`]);
  if (photo.glasses_kept !== null) told.push([t("figures.glasses"), t(photo.glasses_kept ? "figures.kept" : "figures.none")]);
  if (photo.worn !== null && photo.worn !== "none") told.push([t("makeup.label"), looks.find((look) => look.id === photo.worn)?.title ?? photo.worn]);
  if (photo.like_model !== null) told.push([t("figures.likeModel"), photo.like_model.toFixed(2)]);
  if (photo.like_others !== null) told.push([t("figures.likeOthers"), photo.like_others.toFixed(2)]);
  if (photo.seconds !== null) told.push([t("figures.time"), t("time.exact", { n: photo.seconds.toFixed(1) })]);
  const makers = (["face", "detail", "makeup"] as const).flatMap((step) => photo.made_by[step] ? [[step, photo.made_by[step]] as const] : []);
  if (told.length + makers.length === 0) return null;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
      {told.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
      {makers.map(([step, made]) => (
        <div key={step} className="contents">
          <dt className="text-muted">{t(`engines:made.${step}`)}</dt>
          <dd className="min-w-0">
            <MadeByLine made={made} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Places({ catalogue, photo }: { catalogue: OpenCatalogue; photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const [before, after] = [neighbour(catalogue, photo, -1), neighbour(catalogue, photo, 1)];
  return (
    <>
      <ButtonLink to={paths.catalogue(catalogue.id)} variant="quiet">
        <ArrowLeft aria-hidden="true" />
        {t("photo.all")}
      </ButtonLink>
      <Step to={before && paths.cataloguePhoto(catalogue.id, before.id)} label={t("photo.before")}>
        <ChevronLeft aria-hidden="true" />
      </Step>
      <Step to={after && paths.cataloguePhoto(catalogue.id, after.id)} label={t("photo.next")}>
        <ChevronRight aria-hidden="true" />
      </Step>
    </>
  );
}

function Step({ to, label, children }: { to: string | undefined; label: string; children: ReactNode }): ReactNode {
  if (to === undefined)
    return (
      <Button variant="secondary" size="icon" disabled aria-label={label}>
        {children}
      </Button>
    );
  return (
    <ButtonLink to={to} variant="secondary" size="icon" aria-label={label} replace>
      {children}
    </ButtonLink>
  );
}

function Remove({ catalogue, photo }: { catalogue: OpenCatalogue; photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    await removePhoto(catalogue.id, photo.id);
    await navigate(paths.catalogue(catalogue.id));
    await queries.invalidateQueries({ queryKey: catalogueKey(catalogue.id) });
  };
  return (
    <Confirm
      title={t("photo.removeTitle", { name: photo.name })}
      deed={t("photo.remove")}
      onConfirm={remove}
      trigger={(open) => (
        <Button variant="quiet" className="self-start text-danger" onClick={open} data-testid="remove-photo">
          <Trash2 aria-hidden="true" />
          {t("photo.remove")}
        </Button>
      )}
    >
      {t("photo.removeLead")}
    </Confirm>
  );
}
