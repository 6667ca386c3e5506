import { Camera, FolderOpen, ImagePlus } from "lucide-react";
import { useId, useState, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";

import { Button, Notice, Progress } from "@/components";
import { classes } from "@/lib/classes";

import { dropped, sorted } from "./files";
import type { Sending } from "./useSending";

/** Takes photos, folders and zips: dropped, chosen, or from a phone's camera roll. */
export function PhotoDrop({ sending, isSmall }: { sending: Sending; isSmall: boolean }): ReactNode {
  const { t } = useTranslation("shop");
  const [isOver, setOver] = useState(false);
  const take = (files: readonly File[]): void => sending.send(sorted(files));
  return (
    <div
      role="presentation"
      data-testid="photo-drop"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void dropped(event.dataTransfer).then(take);
      }}
      className={classes(
        "flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed border-line-strong px-4 text-center transition-colors",
        isOver && "border-accent bg-accent-soft",
        isSmall ? "py-5" : "py-10",
      )}
    >
      {!isSmall && <ImagePlus aria-hidden="true" className="size-9 text-muted" />}
      <div>
        <p className="font-semibold max-sm:hidden">{t("drop.title")}</p>
        <p className="font-semibold sm:hidden">{t("drop.titlePhone")}</p>
        <p className="text-sm text-muted">{t("drop.hint")}</p>
      </div>
      <div className="flex flex-wrap justify-center gap-2">
        <Chooser label={t("drop.files")} onFiles={take} accept="image/*,.heic,.heif,.zip,application/zip" testid="choose-photos" variant="primary">
          <Camera aria-hidden="true" className="sm:hidden" />
          <ImagePlus aria-hidden="true" className="max-sm:hidden" />
        </Chooser>
        <Chooser label={t("drop.folder")} onFiles={take} folder testid="choose-folder" variant="secondary" className="max-sm:hidden">
          <FolderOpen aria-hidden="true" />
        </Chooser>
      </div>
      <Arriving sending={sending} />
    </div>
  );
}

interface ChooserProps {
  label: string;
  onFiles: (files: File[]) => void;
  testid: string;
  variant: "primary" | "secondary";
  accept?: string;
  folder?: boolean;
  className?: string;
  children: ReactNode;
}

function Chooser({ label, onFiles, testid, variant, accept, folder = false, className, children }: ChooserProps): ReactNode {
  const id = useId();
  const asFolder: Ref<HTMLInputElement> = (input) => {
    if (folder && input) input.webkitdirectory = true;
  };
  return (
    <Button asChild variant={variant} className={classes("cursor-pointer focus-within:outline-[2.5px] focus-within:outline-offset-2 focus-within:outline-accent", className)}>
      <label htmlFor={id}>
        {children}
        {label}
        <input
          id={id}
          ref={asFolder}
          type="file"
          multiple
          accept={accept}
          data-testid={testid}
          className="sr-only"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = ""; // so that the same file can be chosen again
          }}
        />
      </label>
    </Button>
  );
}

function Arriving({ sending: { done, total, troubles } }: { sending: Sending }): ReactNode {
  const { t } = useTranslation("shop");
  return (
    <>
      {done < total && (
        <div role="status" className="flex w-full max-w-md flex-col gap-1.5">
          <span className="text-sm font-semibold tabular-nums">{t("drop.sending", { done, total })}</span>
          <Progress value={done / total} label={t("drop.sending", { done, total })} />
        </div>
      )}
      {troubles.length > 0 && (
        <Notice tone="warn" title={t("drop.troubles", { count: troubles.length })} className="w-full max-w-2xl text-left">
          <ul className="text-sm">
            {troubles.slice(0, 20).map((one, index) => (
              <li key={index}>
                <b>{one.name}</b>: {one.reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}
