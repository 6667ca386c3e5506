import { Camera as CameraIcon, ImagePlus, ShieldCheck } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, DropZone } from "@/components";

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
        <DropZone
          icon={ImagePlus}
          title={t("start.drop")}
          hint={t("start.kinds")}
          accept="image/*,.heic,.heif"
          onFiles={([file]) => file && onPicture(file)}
          className="min-h-72"
          testId="drop"
          inputTestId="picture-file"
        />
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
