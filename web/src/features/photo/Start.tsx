import { Camera as CameraIcon, ImagePlus, ShieldCheck } from "lucide-react";
import { useId, useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card } from "@/components";
import { classes } from "@/lib/classes";

import { Camera } from "./Camera";
import type { Offers } from "./api";

interface Props {
  offers: Offers;
  onPicture: (picture: Blob) => void;
}

/** Choose a picture, or take one with the camera. */
export function Start({ offers, onPicture }: Props): ReactNode {
  const { t } = useTranslation("photo");
  const [isCamera, setCamera] = useState(false);
  if (isCamera) return <Camera onPicture={onPicture} onCancel={() => setCamera(false)} />;
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(18rem,2fr)] lg:gap-10">
      <div className="flex flex-col gap-4">
        <Drop onPicture={onPicture} />
        <Button variant="secondary" size="lg" onClick={() => setCamera(true)} data-testid="use-camera">
          <CameraIcon aria-hidden="true" />
          {t("start.camera")}
        </Button>
        <p className="flex gap-2 text-sm text-muted">
          <ShieldCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
          {offers.privacy}
        </p>
      </div>
      <Card className="flex flex-col gap-3 self-start">
        <h2 className="text-lg">{t("tips.title")}</h2>
        <ul className="flex list-disc flex-col gap-2 pl-5 text-muted marker:text-accent">
          {(["front", "light", "shoulders", "hair", "glasses"] as const).map((tip) => (
            <li key={tip}>{t(`tips.${tip}`)}</li>
          ))}
        </ul>
      </Card>
    </div>
  );
}

/** Takes one picture by drag and drop, by a press, or by the keyboard. What is no picture is for the server to say. */
function Drop({ onPicture }: { onPicture: (picture: Blob) => void }): ReactNode {
  const { t } = useTranslation("photo");
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onPicture(file);
  };
  return (
    <div
      role="presentation"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      data-testid="drop"
    >
      <label
        htmlFor={id}
        className={classes(
          "flex min-h-72 cursor-pointer flex-col items-center justify-center gap-2 rounded-3xl border-2 border-dashed border-line-strong bg-surface px-6 py-10 text-center focus-within:border-accent hover:bg-sunken",
          isOver && "border-accent bg-accent-soft",
        )}
      >
        <ImagePlus aria-hidden="true" className="size-10 text-accent" />
        <span className="text-lg font-semibold">{t("start.drop")}</span>
        <span className="text-sm text-muted">{t("start.kinds")}</span>
        <input
          id={id}
          type="file"
          accept="image/*,.heic,.heif"
          className="sr-only"
          data-testid="picture-file"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onPicture(file);
            event.target.value = ""; // so that the same file can be chosen again
          }}
        />
      </label>
    </div>
  );
}
