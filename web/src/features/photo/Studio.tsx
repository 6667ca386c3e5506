import { useMutation } from "@tanstack/react-query";
import { ArrowDownToLine, ImagePlus, Printer } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/client/call";
import { BeforeAfter, Button, ErrorNotice, Notice, Skeleton, Spinner } from "@/components";
import { classes } from "@/lib/classes";

import { Controls } from "./Controls";
import { makeSheet, type Made, type Offers, type Size, type Wishes } from "./api";
import { useMade } from "./useMade";
import { fileName, fresh } from "./wishes";

interface Props {
  offers: Offers;
  picture: Blob;
  turn: number;
  onAgain: () => void;
}

/** The photo beside everything that can be chosen about it. */
export function Studio({ offers, picture, turn, onAgain }: Props): ReactNode {
  const [wishes, setWishes] = useState<Wishes>(fresh);
  const made = useMade(picture, turn, wishes);
  const change = (part: Partial<Wishes>): void => setWishes((last) => ({ ...last, ...part }));
  const size = offers.sizes.find((one) => one.id === wishes.size);
  const shown = made.error ? null : (made.data ?? null);
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(22rem,27rem)] lg:gap-10">
      <div className="flex min-w-0 flex-col items-center gap-4 lg:sticky lg:top-24 lg:self-start">
        {made.error ? (
          <Refusal error={made.error} wishes={wishes} onChange={change} onRetry={() => void made.refetch()} onAgain={onAgain} />
        ) : (
          <Preview made={shown} size={size} isBusy={made.isFetching} />
        )}
        {shown && <Facts made={shown} size={size} />}
        {shown && <Notices notices={shown.notices} />}
        <Deeds picture={picture} made={shown} isReady={shown !== null && !made.isPlaceholderData} wishes={wishes} size={size} onAgain={onAgain} />
      </div>
      <Controls offers={offers} wishes={wishes} onChange={change} />
    </div>
  );
}

function Preview({ made, size, isBusy }: { made: Made | null; size: Size | undefined; isBusy: boolean }): ReactNode {
  const { t } = useTranslation("photo");
  const ratio = size ? size.width_mm / size.height_mm : 3 / 4;
  if (!made) return <Skeleton className="w-full max-w-sm rounded-2xl" key="waiting" />;
  return (
    <div className="relative w-full" style={{ maxWidth: `min(100%, ${30 * Math.min(1, ratio) + 4}rem)` }} aria-busy={isBusy} data-testid="photo" data-busy={isBusy}>
      <BeforeAfter before={made.before} after={made.picture} label={t("preview.label")} className="border border-line shadow-lift" />
      {isBusy && (
        <span className="pointer-events-none absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-2 rounded-full bg-black/70 px-3 py-1.5 text-sm font-semibold text-white">
          <Spinner /> {t("preview.busy")}
        </span>
      )}
    </div>
  );
}

/** What a form asks for, measured. */
function Facts({ made, size }: { made: Made; size: Size | undefined }): ReactNode {
  const { t } = useTranslation("photo");
  const kb = Math.ceil(made.size_bytes / 1000);
  const facts = [
    t("facts.pixels", { width: made.width_px, height: made.height_px }),
    made.quality === null ? t("facts.png", { kb }) : t("facts.jpeg", { kb, quality: made.quality }),
    size ? t("facts.head", { head: made.head_mm, least: size.head_mm[0], most: size.head_mm[1] }) : null,
    t("facts.eyes", { eyes: made.eyes_mm }),
  ];
  return (
    <ul className="flex flex-wrap justify-center gap-x-4 gap-y-1 text-sm tabular-nums text-muted" data-testid="facts">
      {facts.map((fact) => fact && <li key={fact}>{fact}</li>)}
    </ul>
  );
}

function Notices({ notices }: { notices: readonly string[] }): ReactNode {
  if (notices.length === 0) return null;
  return (
    <div className="flex w-full max-w-xl flex-col gap-2">
      {notices.map((notice) => (
        <Notice key={notice} className="py-3 text-sm">
          {notice}
        </Notice>
      ))}
    </div>
  );
}

interface RefusalProps {
  error: Error;
  wishes: Wishes;
  onChange: (part: Partial<Wishes>) => void;
  onRetry: () => void;
  onAgain: () => void;
}

/** Why there is no photo, with the way on that fits the reason. */
function Refusal({ error, wishes, onChange, onRetry, onAgain }: RefusalProps): ReactNode {
  const { t } = useTranslation("photo");
  const code = error instanceof ApiError ? error.code : "";
  const mend =
    code === "dark_glasses" ? (
      <Button onClick={() => onChange({ clear_glasses: true })}>{t("mend.clearGlasses")}</Button>
    ) : code === "body_cut_off" && !wishes.suit ? (
      <Button onClick={() => onChange({ suit: { jacket: "navy" } })} data-testid="mend-suit">
        {t("mend.suit")}
      </Button>
    ) : null;
  if (!mend && !pictureCodes.has(code)) return <ErrorNotice error={error} onRetry={onRetry} />;
  const again = (
    <Button variant={mend ? "secondary" : "primary"} onClick={onAgain}>
      {t("deeds.again")}
    </Button>
  );
  return (
    <div className="w-full" data-testid="refusal" data-code={code}>
      <Notice
        tone="warn"
        className="rounded-3xl p-6"
        action={
          <>
            {mend}
            {again}
          </>
        }
      >
        {error.message}
      </Notice>
    </div>
  );
}

const pictureCodes = new Set(["no_face_seen", "two_people", "face_too_small", "turned_away", "head_cut_off", "body_cut_off", "dark_glasses", "not_a_picture", "too_heavy", "empty_file", "upload_too_large"]);

interface DeedsProps {
  picture: Blob;
  made: Made | null;
  isReady: boolean;
  wishes: Wishes;
  size: Size | undefined;
  onAgain: () => void;
}

/** Taking the photo or a page of it along. */
function Deeds({ picture, made, isReady, wishes, size, onAgain }: DeedsProps): ReactNode {
  const { t } = useTranslation("photo");
  const sheet = useMutation({
    mutationFn: async () => {
      const page = URL.createObjectURL(await makeSheet(picture, wishes));
      hand(page, fileName(wishes, "sheet"));
      setTimeout(() => URL.revokeObjectURL(page), 60_000);
    },
  });
  return (
    <div className="flex w-full max-w-xl flex-col gap-3">
      <div className={classes("flex flex-wrap justify-center gap-2", !made && "opacity-60")}>
        <Button size="lg" disabled={!isReady} onClick={() => made && hand(made.picture, fileName(wishes, "photo"))} data-testid="download-photo">
          <ArrowDownToLine aria-hidden="true" />
          {t("deeds.download")}
        </Button>
        <Button size="lg" variant="secondary" disabled={!isReady} busy={sheet.isPending} onClick={() => sheet.mutate()} data-testid="download-sheet">
          <Printer aria-hidden="true" />
          {t("deeds.sheet", { count: size?.sheet_copies ?? 0 })}
        </Button>
        <Button size="lg" variant="quiet" onClick={onAgain} data-testid="again">
          <ImagePlus aria-hidden="true" />
          {t("deeds.again")}
        </Button>
      </div>
      {sheet.error && <ErrorNotice error={sheet.error} />}
    </div>
  );
}

/** Hands a file to the browser's downloads. */
function hand(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
