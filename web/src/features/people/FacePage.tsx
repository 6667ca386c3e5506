import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Shirt } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Navigate, useSearchParams } from "react-router";

import { ButtonLink, Card, ErrorNotice, Notice, Page, Section, SignedIn, Skeleton } from "@/components";
import { currentLanguage } from "@/lib/i18n";
import { paths } from "@/lib/paths";

import { Become } from "./Become";
import { Download } from "./Download";
import { LookChips } from "./Filters";
import { LivePortrait } from "./LivePortrait";
import { Mixer } from "./Mixer";
import { Steering } from "./Steering";
import { HeartButton, Thumb } from "./Tile";
import { downloadUrl, readFace, readGallery, type Face, type Gallery } from "./api";
import { engineOf, withLook } from "./code";
import { useFavourites } from "./useFavourites";

/** How long a slider has to rest before the address and everything beside the portrait follow. */
const restMs = 350;

/** One face and everything that can be done to it. */
export function FacePage(): ReactNode {
  const [asked] = useSearchParams();
  const code = asked.get("code");
  if (!code) return <Navigate to={paths.people} replace />;
  return (
    <SignedIn>
      <Loaded code={code} />
    </SignedIn>
  );
}

function Loaded({ code }: { code: string }): ReactNode {
  const engine = engineOf(code);
  const gallery = useQuery({ queryKey: ["gallery", currentLanguage(), engine], queryFn: () => readGallery(engine), staleTime: Infinity });
  const face = useQuery({
    queryKey: ["face", currentLanguage(), code],
    queryFn: () => readFace(code),
    placeholderData: (before) => before,
    staleTime: Infinity,
  });
  const error = face.error ?? gallery.error;
  if (error) return <Failed error={error} />;
  if (!face.data || !gallery.data) return <Waiting />;
  // typed or kept in another writing; what comes from a photo is sealed anew each time
  if (!face.isPlaceholderData && !face.data.from_photo && face.data.face.code !== code) return <Navigate to={paths.face(face.data.face.code)} replace />;
  return <Sheet code={code} face={face.data} gallery={gallery.data} />;
}

function Failed({ error }: { error: Error }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <Page title={t("title")} width="narrow">
      <ErrorNotice error={error} />
      <ButtonLink to={paths.people} className="self-start">
        {t("back")}
      </ButtonLink>
    </Page>
  );
}

function Waiting(): ReactNode {
  return (
    <div className="mx-auto grid w-full max-w-7xl gap-8 px-4 py-12 lg:grid-cols-2">
      <Skeleton className="aspect-square" />
      <Skeleton className="h-96" />
    </div>
  );
}

/** The code while something moves, and the address behind it. */
function useCode(code: string): { now: string; change: (code: string) => void } {
  const [, setAsked] = useSearchParams();
  const [now, setNow] = useState(code);
  const [kept, setKept] = useState(code);
  if (kept !== code) {
    // The address was changed from outside: another face was opened.
    setKept(code);
    setNow(code);
  }
  useEffect(() => {
    if (now === code) return;
    const timer = setTimeout(() => setAsked({ code: now }, { replace: true, preventScrollReset: true }), restMs);
    return () => clearTimeout(timer);
  }, [now, code, setAsked]);
  return { now, change: setNow };
}

function Sheet({ code, face, gallery }: { code: string; face: Face; gallery: Gallery }): ReactNode {
  const { t } = useTranslation("people");
  const { now, change } = useCode(code);
  const look = face.look;
  return (
    <Page title={face.face.name} lead={`${face.kind_title} · ${look.title}`} width="wide" actions={<Actions face={face} code={code} />}>
      <div className="group/face grid items-start gap-8 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,32rem)_minmax(0,1fr)]">
        <div className="flex flex-col gap-4 max-lg:contents lg:sticky lg:top-24">
          {/* Where everything is in one column, the face stays in sight while the sliders move, and makes room while an engine is chosen. */}
          <div className="group-has-[[data-testid=engine-field][open]]/face:max-lg:static max-lg:sticky max-lg:top-16 max-lg:z-20 max-lg:-mx-4 max-lg:bg-paper max-lg:px-4 max-lg:py-2">
            <div className="mx-auto max-lg:max-w-[38dvh]">
              <LivePortrait code={now} alt={t("tile.alt", { name: face.face.name, look: look.title })} />
            </div>
          </div>
          <Variants face={face} onPick={change} />
        </div>
        <div className="flex min-w-0 flex-col gap-10">
          {face.from_photo && <Notice title={t("photo.title")}>{t("photo.lead")}</Notice>}
          <Section title={t("looks.title")} lead={`${look.mood} · ${look.makeup}`}>
            <LookChips label={t("looks.title")} looks={gallery.looks} value={now.split(":")[3] ?? ""} onPick={(id) => change(withLook(now, id))} />
          </Section>
          <Section title={t("steer.title")} lead={t("steer.lead")}>
            <Steering sliders={gallery.sliders} stands={face.sliders} code={now} onChange={change} />
          </Section>
          <Section title={t("mix.title")} lead={t("mix.lead")}>
            <Mixer code={code} onTake={change} />
          </Section>
          <Section title={t("become.title")} lead={t("become.lead")}>
            <Become key={face.kind + face.face.name} face={face} code={now} />
          </Section>
          <TakeAlong face={face} code={code} />
        </div>
      </div>
    </Page>
  );
}

function Actions({ face, code }: { face: Face; code: string }): ReactNode {
  const { t } = useTranslation("people");
  const { has, toggle } = useFavourites();
  return (
    <>
      <ButtonLink to={paths.people} variant="quiet">
        <ArrowLeft aria-hidden="true" />
        {t("back")}
      </ButtonLink>
      {!face.from_photo && (
        <ButtonLink to={paths.shopWith(code)} variant="secondary" data-testid="to-shop">
          <Shirt aria-hidden="true" />
          {t("toShop")}
        </ButtonLink>
      )}
      {!face.from_photo && (
        <HeartButton name={face.face.name} liked={has(code)} onLike={() => toggle({ ...face.face, code })} className="border border-line bg-surface !text-ink !drop-shadow-none aria-pressed:!text-danger" />
      )}
    </>
  );
}

function Variants({ face, onPick }: { face: Face; onPick: (code: string) => void }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <div role="group" aria-label={t("variants")} className="grid grid-cols-5 gap-2">
      {face.variants.map((variant) => (
        <button key={variant.name} type="button" onClick={() => onPick(variant.face.code)} className="overflow-hidden rounded-xl border border-line bg-surface text-center hover:shadow-lift">
          <Thumb key={variant.face.code} code={variant.face.code} alt="" />
          <span className="block truncate px-1 py-1 text-xs text-muted">{variant.title}</span>
        </button>
      ))}
    </div>
  );
}

function TakeAlong({ face, code }: { face: Face; code: string }): ReactNode {
  const { t } = useTranslation("people");
  return (
    <Card className="flex flex-col gap-3">
      <h2 className="text-xl">{t("download.title")}</h2>
      {face.from_photo ? <p className="text-muted">{t("photo.download")}</p> : <Download urlOf={(labelled) => downloadUrl(code, labelled)} />}
    </Card>
  );
}
