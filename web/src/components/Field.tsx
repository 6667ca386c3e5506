import { useId, type ComponentPropsWithRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { charactersIn } from "@/lib/characters";
import { classes } from "@/lib/classes";

const box =
  "w-full rounded-xl border border-line-strong bg-surface px-3.5 text-base text-ink placeholder:text-muted " +
  "aria-invalid:border-danger disabled:bg-sunken disabled:text-muted";

interface FieldText {
  label: ReactNode;
  hint?: ReactNode;
  /** Shown in red and read out as soon as it appears. */
  error?: ReactNode;
  /** Shown in green, e.g. "this id is free". */
  good?: ReactNode;
}

function Described({ id, hint, error, good }: FieldText & { id: string }): ReactNode {
  return (
    <div id={id} aria-live="polite" className="text-sm">
      {error ? <p className="text-danger">{error}</p> : good ? <p className="text-good">{good}</p> : hint ? <p className="text-muted">{hint}</p> : null}
    </div>
  );
}

function Labelled({ children, id, noteId, ...text }: FieldText & { children: ReactNode; id: string; noteId: string }): ReactNode {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {text.label}
      </label>
      {children}
      <Described id={noteId} {...text} />
    </div>
  );
}

export type TextFieldProps = FieldText &
  ComponentPropsWithRef<"input"> & {
    /** Characters that it may hold. More can be typed or pasted, and is told: nothing is cut off. */
    most?: number;
  };

/** One line of text with its label, hint and error. */
export function TextField({ label, hint, error: refusal, good, most, className, ...rest }: TextFieldProps): ReactNode {
  const { t } = useTranslation();
  const made = useId();
  const over = most !== undefined && typeof rest.value === "string" ? charactersIn(rest.value) - most : 0;
  const error = over > 0 ? t("field.tooLong", { most, over }) : refusal;
  const id = rest.id ?? made;
  return (
    <Labelled id={id} noteId={`${id}-note`} label={label} hint={hint} error={error} good={good}>
      <input {...rest} id={id} aria-invalid={error ? true : undefined} aria-describedby={`${id}-note`} className={classes(box, "min-h-11", className)} />
    </Labelled>
  );
}

export type TextAreaProps = FieldText & ComponentPropsWithRef<"textarea">;

export function TextArea({ label, hint, error, good, className, ...rest }: TextAreaProps): ReactNode {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <Labelled id={id} noteId={`${id}-note`} label={label} hint={hint} error={error} good={good}>
      <textarea rows={4} {...rest} id={id} aria-invalid={error ? true : undefined} aria-describedby={`${id}-note`} className={classes(box, "py-2.5", className)} />
    </Labelled>
  );
}

export type SelectFieldProps = FieldText & ComponentPropsWithRef<"select">;

/** The browser's own list: it is the best one on phones and with screen readers. */
export function SelectField({ label, hint, error, good, className, children, ...rest }: SelectFieldProps): ReactNode {
  const made = useId();
  const id = rest.id ?? made;
  return (
    <Labelled id={id} noteId={`${id}-note`} label={label} hint={hint} error={error} good={good}>
      <select {...rest} id={id} aria-describedby={`${id}-note`} className={classes(box, "min-h-11", className)}>
        {children}
      </select>
    </Labelled>
  );
}
