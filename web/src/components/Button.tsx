import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

import { classes } from "@/lib/classes";

import { Spinner } from "./Spinner";

const look = cva(
  "inline-flex select-none items-center justify-center gap-2 rounded-xl text-center font-semibold leading-tight transition-colors " +
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        secondary: "border border-line-strong bg-surface text-ink hover:bg-sunken",
        quiet: "text-ink hover:bg-sunken",
        danger: "border border-danger bg-transparent text-danger hover:bg-danger-soft",
        onVideo: "bg-black/55 text-white backdrop-blur hover:bg-black/75",
      },
      size: {
        sm: "min-h-9 px-3 py-1 text-sm",
        md: "min-h-11 px-4 py-1.5 text-base",
        lg: "min-h-13 px-6 py-2 text-lg",
        icon: "size-11 p-0",
      },
      wide: { true: "w-full" },
    },
    defaultVariants: { variant: "primary", size: "md" },
  },
);

type Look = VariantProps<typeof look>;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, Look {
  /** Shows a spinner and refuses further presses. */
  busy?: boolean;
  /** Puts the look on the single child instead (for `<a download>` and the like). */
  asChild?: boolean;
}

export function Button({ variant, size, wide, busy = false, asChild = false, className, children, ...rest }: ButtonProps): ReactNode {
  const looks = classes(look({ variant, size, wide }), className);
  if (asChild) return <Slot.Root className={looks}>{children}</Slot.Root>;
  return (
    <button type="button" {...rest} className={looks} disabled={busy || rest.disabled} aria-busy={busy || undefined}>
      {busy && <Spinner />}
      {children}
    </button>
  );
}

/** A link inside the app that looks like a button. */
export function ButtonLink({ variant, size, wide, className, ...rest }: LinkProps & Look): ReactNode {
  return <Link {...rest} className={classes(look({ variant, size, wide }), className)} />;
}
