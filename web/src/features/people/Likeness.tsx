import { useMutation } from "@tanstack/react-query";
import { ImageUp } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { Attestation, Button, Dialog, ErrorNotice, TextField, type Attested } from "@/components";
import { paths } from "@/lib/paths";

import { invertPhoto } from "./api";

/** The virtual face that comes nearest to a photo, with the consent of whoever is in it. */
export function Likeness(): ReactNode {
  const { t } = useTranslation("people");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="secondary" onClick={() => setOpen(true)}>
        <ImageUp aria-hidden="true" />
        {t("likeness.open")}
      </Button>
      <Dialog open={isOpen} onOpenChange={setOpen} title={t("likeness.title")}>
        {isOpen && <Form />}
      </Dialog>
    </>
  );
}

function Form(): ReactNode {
  const { t } = useTranslation("people");
  const navigate = useNavigate();
  const find = useMutation({ mutationFn: invertPhoto, onSuccess: (face) => navigate(paths.face(face.code)) });
  const [photo, setPhoto] = useState<File | null>(null);
  const [attested, setAttested] = useState<Attested>({ consent: "own_face", attestation: false });
  const send = (): void => {
    if (photo === null || !attested.attestation) return;
    const form = new FormData();
    form.append("consent", attested.consent);
    form.append("attestation", "true");
    form.append("photo", photo);
    find.mutate(form);
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="text-muted">{t("likeness.lead")}</p>
      <TextField
        label={t("likeness.photo")}
        hint={t("likeness.hint")}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        onChange={(event) => setPhoto(event.target.files?.[0] ?? null)}
        className="py-2"
      />
      <Attestation value={attested} onChange={setAttested} />
      {find.error && <ErrorNotice error={find.error} />}
      <Button type="submit" size="lg" busy={find.isPending} disabled={photo === null || !attested.attestation}>
        {t("likeness.deed")}
      </Button>
    </form>
  );
}
