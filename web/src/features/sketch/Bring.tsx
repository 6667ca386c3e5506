import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/client/call";
import { Attestation, Button, Dialog, ErrorNotice, Notice, Segmented, TextField, type Attested } from "@/components";

import { layIn } from "./api";
import type { DrawingInHand } from "./useDrawing";

type Kind = "sketch" | "photo";

interface Props {
  drawing: DrawingInHand;
  onClose: () => void;
  /** A photo went into the drawing. */
  onPhoto: () => void;
}

/** A picture of a drawing, or a photo that is turned into one, comes onto the sheet. */
export function Bring({ open, ...rest }: Props & { open: boolean }): ReactNode {
  const { t } = useTranslation("sketch");
  return (
    <Dialog open={open} onOpenChange={(next) => !next && rest.onClose()} title={t("bring.title")}>
      {open && <Form {...rest} />}
    </Dialog>
  );
}

function Form({ drawing, onClose, onPhoto }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const [kind, setKind] = useState<Kind>("sketch");
  const [picture, setPicture] = useState<File | null>(null);
  const [attested, setAttested] = useState<Attested>({ consent: "own_face", attestation: false });
  const bring = useMutation({
    mutationFn: async (file: File) => layIn(await drawing.ensure(), file, kind, attested),
    onSuccess: (laid) => {
      drawing.add({ kind: "picture", picture: laid.id });
      if (kind === "photo") onPhoto();
      onClose();
    },
  });
  const isPhoto = bring.error instanceof ApiError && bring.error.code === "looks_like_photo";
  const isComplete = picture !== null && (kind === "sketch" || attested.attestation);
  const choose = (next: Kind): void => {
    setKind(next);
    bring.reset();
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (picture && isComplete) bring.mutate(picture);
      }}
    >
      <Segmented
        label={t("bring.kind")}
        value={kind}
        onChange={choose}
        choices={[
          { value: "sketch", label: t("bring.sketch") },
          { value: "photo", label: t("bring.photo") },
        ]}
        className="flex"
      />
      <p className="text-muted">{t(kind === "photo" ? "bring.photoLead" : "bring.sketchLead")}</p>
      <TextField label={t("bring.file")} type="file" accept="image/jpeg,image/png,image/webp" onChange={(event) => setPicture(event.target.files?.[0] ?? null)} className="py-2" />
      {kind === "photo" && <Attestation value={attested} onChange={setAttested} />}
      {isPhoto ? (
        <Notice
          tone="warn"
          action={
            <Button size="sm" variant="secondary" onClick={() => choose("photo")}>
              {t("bring.asPhoto")}
            </Button>
          }
        >
          {bring.error?.message}
        </Notice>
      ) : (
        bring.error && <ErrorNotice error={bring.error} />
      )}
      <p className="text-sm text-muted">{t("bring.covers")}</p>
      <Button type="submit" size="lg" busy={bring.isPending} disabled={!isComplete} data-testid="bring">
        {t(kind === "photo" ? "bring.photoDeed" : "bring.sketchDeed")}
      </Button>
    </form>
  );
}
