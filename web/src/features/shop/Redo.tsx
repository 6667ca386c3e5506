import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Brush, RotateCcw } from "lucide-react";
import { useRef, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, Dialog, ErrorNotice, SelectField, Segmented, Slider } from "@/components";

import { Easel } from "./Easel";
import { WishFields } from "./WishFields";
import { catalogueKey, isBeingMade, redoPhoto, type OpenCatalogue, type Photo, type Wishes } from "./api";
import { isPainted, type Deed, type Stroke } from "./brush";
import { useViewOn, whole } from "./focus";

function useRedo(catalogue: OpenCatalogue, photo: Photo) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ wishes, painted }: { wishes: Wishes; painted: Blob | null }) => redoPhoto(catalogue.id, photo.id, wishes, painted),
    onSuccess: () => queries.invalidateQueries({ queryKey: catalogueKey(catalogue.id) }),
  });
}

/** The photo again with other wishes, or with areas painted to be added or left out. */
export function Redo({ catalogue, photo }: { catalogue: OpenCatalogue; photo: Photo }): ReactNode {
  const { t } = useTranslation("shop");
  const [wishes, setWishes] = useState<Wishes>({
    strength: photo.strength ?? catalogue.strength,
    glasses: photo.glasses ?? catalogue.glasses,
    makeup: photo.makeup ?? catalogue.makeup,
    shares: photo.shares ?? catalogue.shares,
    detail: photo.detail ?? catalogue.detail,
    engine: photo.engine ?? catalogue.engine,
    detail_engine: photo.detail_engine ?? catalogue.detail_engine,
    face: photo.wanted_face,
  });
  const [isPainting, setPainting] = useState(false);
  const redo = useRedo(catalogue, photo);
  const keepPainted = async (): Promise<Blob | null> => (photo.painted_url ? (await fetch(photo.painted_url)).blob() : null);
  const again = useMutation({ mutationFn: async () => redo.mutateAsync({ wishes, painted: await keepPainted() }) });
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-lg">{t("redo.title")}</h2>
      <WishFields wishes={wishes} onChange={(part) => setWishes({ ...wishes, ...part })} />
      {(photo.faces ?? 1) > 1 && (
        <SelectField label={t("redo.face")} value={wishes.face ?? photo.face ?? 1} onChange={(event) => setWishes({ ...wishes, face: Number(event.target.value) })}>
          {Array.from({ length: photo.faces ?? 1 }, (_, index) => (
            <option key={index} value={index + 1}>
              {t("redo.nth", { n: index + 1 })}
            </option>
          ))}
        </SelectField>
      )}
      {(again.error ?? redo.error) && <ErrorNotice error={again.error ?? redo.error} />}
      <div className="grid gap-2 sm:grid-cols-2">
        <Button variant="secondary" busy={again.isPending} disabled={isBeingMade(photo)} onClick={() => again.mutate()} data-testid="redo">
          <RotateCcw aria-hidden="true" />
          {t("redo.deed")}
        </Button>
        {photo.after_url && (
          <Button variant="secondary" disabled={isBeingMade(photo)} onClick={() => setPainting(true)} data-testid="paint">
            <Brush aria-hidden="true" />
            {t("brush.open")}
          </Button>
        )}
      </div>
      <Dialog open={isPainting} onOpenChange={setPainting} title={t("brush.title")}>
        {isPainting && photo.after_url && <Painting photo={photo} picture={photo.after_url} onDone={(painted) => redo.mutateAsync({ wishes, painted }).then(() => setPainting(false))} />}
      </Dialog>
    </Card>
  );
}

function Painting({ photo, picture, onDone }: { photo: Photo; picture: string; onDone: (painted: Blob | null) => Promise<void> }): ReactNode {
  const { t } = useTranslation("shop");
  const canvas = useRef<HTMLCanvasElement>(null);
  const [deed, setDeed] = useState<Deed>("add");
  const [percent, setPercent] = useState(6);
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const [earlier, setEarlier] = useState(photo.painted_url);
  const close = useViewOn(photo.area_url);
  const [isClose, setClose] = useState(true);
  const undo = (): void => setStrokes((before) => before.slice(0, -1));
  const apply = useMutation({ mutationFn: async () => onDone(await paintedOf(canvas)) });
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-muted">{t("brush.lead")}</p>
      <Segmented
        label={t("brush.deed")}
        value={deed}
        onChange={setDeed}
        choices={(["add", "remove", "erase"] as const).map((value) => ({ value, label: t(`brush.${value}`) }))}
        className="flex"
      />
      {close !== whole && (
        <Segmented
          label={t("look.label")}
          value={isClose ? "face" : "whole"}
          onChange={(value) => setClose(value === "face")}
          choices={(["face", "whole"] as const).map((value) => ({ value, label: t(`look.${value}`) }))}
          className="flex"
        />
      )}
      <Easel
        view={isClose ? close : whole}
        picture={picture}
        area={photo.area_url}
        earlier={earlier}
        strokes={strokes}
        deed={deed}
        size={percent / 100}
        onStroke={(stroke) => setStrokes((before) => [...before, stroke])}
        onUndo={undo}
        canvas={canvas}
      />
      <Slider label={t("brush.size")} value={percent} onChange={setPercent} min={1} max={20} shown={`${percent} %`} />
      {apply.error && <ErrorNotice error={apply.error} />}
      <div className="flex flex-wrap gap-2">
        <Button variant="quiet" disabled={strokes.length === 0} onClick={undo} data-testid="undo">
          {t("brush.undo")}
        </Button>
        <Button
          variant="quiet"
          disabled={strokes.length === 0 && earlier === null}
          onClick={() => {
            setStrokes([]);
            setEarlier(null);
          }}
        >
          {t("brush.clear")}
        </Button>
        <Button className="ml-auto max-sm:w-full" busy={apply.isPending} onClick={() => apply.mutate()} data-testid="apply-painted">
          {t("brush.apply")}
        </Button>
      </div>
    </div>
  );
}

/** The canvas as PNG; null when nothing is painted. */
async function paintedOf(canvas: RefObject<HTMLCanvasElement | null>): Promise<Blob | null> {
  const context = canvas.current?.getContext("2d", { willReadFrequently: true });
  if (!canvas.current || !context || !isPainted(context)) return null;
  return new Promise((resolve) => canvas.current?.toBlob(resolve, "image/png"));
}
