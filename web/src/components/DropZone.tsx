import type { LucideIcon } from "lucide-react";
import { useId, useState, type DragEvent, type ReactNode } from "react";

import { classes } from "@/lib/classes";

import { Spinner } from "./Spinner";

interface DropZoneProps {
  icon: LucideIcon;
  title: string;
  hint: string;
  onFiles: (files: File[]) => void;
  accept?: string;
  multiple?: boolean;
  disabled?: boolean;
  /** Something is being done with what was brought: nothing more is taken meanwhile. */
  busy?: boolean;
  /** The height, where more than the usual is wanted. */
  className?: string;
  testId: string;
  inputTestId: string;
}

/** Takes files by drag and drop, by a press, or by the keyboard. What can't be used is for the server to say. */
export function DropZone({ icon: Icon, title, hint, onFiles, accept, multiple = false, disabled = false, busy = false, className, testId, inputTestId }: DropZoneProps): ReactNode {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const isOff = disabled || busy;
  const take = (list: FileList | null): void => {
    const files = [...(list ?? [])];
    if (!isOff && files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
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
      data-testid={testId}
    >
      <label
        htmlFor={id}
        className={classes(
          "flex flex-col items-center justify-center gap-2 rounded-3xl border-2 border-dashed border-line-strong bg-surface px-6 py-10 text-center focus-within:border-accent",
          isOver && !isOff && "border-accent bg-accent-soft",
          busy ? "cursor-wait text-muted" : disabled ? "cursor-not-allowed text-muted" : "cursor-pointer hover:bg-sunken",
          className,
        )}
      >
        {busy ? <Spinner /> : <Icon aria-hidden="true" className="size-10 text-accent" />}
        <span className="text-lg font-semibold" aria-live="polite">
          {title}
        </span>
        <span className="text-sm text-muted">{hint}</span>
        <input
          id={id}
          type="file"
          accept={accept}
          multiple={multiple}
          disabled={isOff}
          className="sr-only"
          data-testid={inputTestId}
          onChange={(event) => {
            take(event.target.files);
            event.target.value = ""; // so that the same file can be chosen again
          }}
        />
      </label>
    </div>
  );
}
