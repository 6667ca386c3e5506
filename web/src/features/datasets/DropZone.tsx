import { ImagePlus } from "lucide-react";
import { useId, useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";

interface DropZoneProps {
  disabled: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files by drag and drop, by a click, or by the keyboard. What is no picture is for the server to say. */
export function DropZone({ disabled, onFiles }: DropZoneProps): ReactNode {
  const { t } = useTranslation("datasets");
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (!disabled && files.length > 0) onFiles(files);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
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
      data-testid="drop-zone"
    >
      <label
        htmlFor={id}
        className={classes(
          "flex flex-col items-center gap-2 rounded-2xl border-2 border-dashed border-line-strong px-6 py-10 text-center focus-within:border-accent",
          isOver && !disabled && "border-accent bg-accent-soft",
          disabled ? "cursor-not-allowed text-muted" : "cursor-pointer hover:bg-sunken",
        )}
      >
      <ImagePlus aria-hidden="true" className="size-8" />
      <span className="font-semibold">{t("bring.drop")}</span>
      <span className="text-sm text-muted">{t("bring.dropHint")}</span>
      <input
        id={id}
        type="file"
        multiple
        disabled={disabled}
        className="sr-only"
        data-testid="bring-files"
        onChange={(event) => {
          take(event.target.files);
          event.target.value = ""; // so that the same file can be chosen again
        }}
      />
      </label>
    </div>
  );
}
