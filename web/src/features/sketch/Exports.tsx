import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Checkbox, Dialog, ErrorNotice, Progress } from "@/components";

import { downloadFace, type Sheet, type Suffix } from "./api";
import { isBlank } from "./drawing";
import type { Ink } from "./ink";
import { filmLapse, lapseType } from "./lapse";
import type { DrawingInHand } from "./useDrawing";
import type { Face } from "./useFace";

interface Props {
  drawing: DrawingInHand;
  ink: Ink | null;
  face: Face;
}

const drawingPx = 2048;

/** What can be taken along: the face, the drawing, and how it came about. */
export function Exports({ drawing, ink, face }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button className="max-lg:px-3" onClick={() => setOpen(true)} disabled={isBlank(drawing.history.marks)}>
        <Download aria-hidden="true" />
        <span className="max-sm:sr-only">{t("export.open")}</span>
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t("export.title")}>
        {open && ink && (
          <div className="flex flex-col gap-6">
            {face.made && <FaceFile name={drawing.name} sheet={face.made.sheet} />}
            <DrawingFile drawing={drawing} ink={ink} />
            {lapseType() && <Lapse drawing={drawing} />}
          </div>
        )}
      </Dialog>
    </>
  );
}

function FaceFile({ name, sheet }: { name: string; sheet: Sheet }): ReactNode {
  const { t } = useTranslation("sketch");
  const [label, setLabel] = useState(true);
  const take = useMutation({
    mutationFn: async (suffix: Suffix) => {
      hand(await downloadFace(sheet, name, suffix, label), `face.${suffix}`);
    },
  });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("export.face")}</h3>
      <p className="text-sm text-muted">{t("export.faceLead")}</p>
      <Checkbox checked={label} onChange={setLabel} label={t("export.label")} />
      <div className="flex gap-2">
        {(["png", "jpg"] as const).map((suffix) => (
          <Button key={suffix} variant="secondary" busy={take.isPending && take.variables === suffix} onClick={() => take.mutate(suffix)} data-testid={`face-${suffix}`}>
            {suffix.toUpperCase()}
          </Button>
        ))}
      </div>
      {take.error && <ErrorNotice error={take.error} />}
    </section>
  );
}

function DrawingFile({ drawing, ink }: { drawing: DrawingInHand; ink: Ink }): ReactNode {
  const { t } = useTranslation("sketch");
  const take = async (paper: "white" | "none"): Promise<void> => hand(await ink.picture(drawingPx, paper), `${drawing.name || "sketch"}.png`);
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("export.drawing")}</h3>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" onClick={() => void take("none")} data-testid="drawing-png">
          {t("export.transparent")}
        </Button>
        <Button variant="secondary" onClick={() => void take("white")}>
          {t("export.white")}
        </Button>
      </div>
    </section>
  );
}

function Lapse({ drawing }: { drawing: DrawingInHand }): ReactNode {
  const { t } = useTranslation("sketch");
  const [share, setShare] = useState(0);
  const film = useMutation({
    mutationFn: async () => {
      const made = await filmLapse(drawing.history.marks, drawing.inked, setShare);
      hand(made, `${drawing.name || "sketch"}.${made.type.endsWith("mp4") ? "mp4" : "webm"}`);
    },
  });
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t("export.lapse")}</h3>
      <p className="text-sm text-muted">{t("export.lapseLead")}</p>
      <Button variant="secondary" className="self-start" busy={film.isPending} onClick={() => film.mutate()} data-testid="lapse">
        {t("export.lapseDeed")}
      </Button>
      {film.isPending && <Progress label={t("export.lapse")} value={share} />}
      {film.error && <ErrorNotice error={film.error} />}
    </section>
  );
}

/** Hands a file to the browser's downloads. */
function hand(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
