import { Camera, ScanFace, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Card, Checkbox, DropZone, Segmented } from "@/components";

import type { About, Attested } from "./api";

interface Props {
  about: About;
  attested: Attested;
  onAttested: (attested: Attested) => void;
  onFiles: (files: File[]) => void;
  onCamera: () => void;
}

const whose = ["own_face", "permission", "nobody"] as const;

/** Whose face it is, then pictures, clips or the camera. */
export function Start({ about, attested, onAttested, onFiles, onCamera }: Props): ReactNode {
  const { t } = useTranslation("expression");
  const statement = about.consents.find((one) => one.consent === attested.consent)?.statement;
  const isOff = !attested.attestation;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card className="flex flex-col gap-3">
        <p className="font-semibold">{t("consent.title")}</p>
        <Segmented
          label={t("consent.title")}
          value={attested.consent}
          onChange={(consent) => onAttested({ consent, attestation: false })}
          choices={whose.map((value) => ({ value, label: t(`consent.${value}`) }))}
          className="flex"
        />
        <Checkbox checked={attested.attestation} onChange={(attestation) => onAttested({ ...attested, attestation })} label={statement ?? ""} />
      </Card>
      <DropZone
        icon={ScanFace}
        title={t(isOff ? "start.first" : "start.drop")}
        hint={t("start.kinds", { minutes: Math.round(about.longest_clip_s / 60) })}
        accept="image/*,.heic,.heif,video/*"
        multiple
        disabled={isOff}
        onFiles={onFiles}
        className="min-h-56"
        testId="drop"
        inputTestId="files"
      />
      <Button variant="secondary" size="lg" disabled={isOff} onClick={onCamera} data-testid="use-camera">
        <Camera aria-hidden="true" />
        {t("start.camera")}
      </Button>
      <p className="flex gap-2 text-sm text-muted">
        <ShieldCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-good" />
        {about.privacy}
      </p>
    </div>
  );
}
