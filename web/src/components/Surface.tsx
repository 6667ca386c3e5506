import { ArrowLeft } from "lucide-react";
import type { HTMLAttributes, ReactNode } from "react";
import { Link } from "react-router";

import { classes } from "@/lib/classes";
import { useTitle } from "@/lib/useTitle";

export function Card({ className, ...rest }: HTMLAttributes<HTMLDivElement>): ReactNode {
  return <div {...rest} className={classes("rounded-2xl border border-line bg-surface p-5 sm:p-6", className)} />;
}

const tones = {
  plain: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent-strong",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
} as const;

export function Badge({ tone = "plain", className, ...rest }: HTMLAttributes<HTMLSpanElement> & { tone?: keyof typeof tones }): ReactNode {
  return (
    <span {...rest} className={classes("inline-flex shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2.5 py-0.5 text-sm font-semibold", tones[tone], className)} />
  );
}

interface PageProps {
  title: ReactNode;
  /** One or two sentences under the title. */
  lead?: ReactNode;
  /** The page above this one. */
  back?: { to: string; label: string };
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** "narrow" for forms, "wide" for the report. */
  width?: "narrow" | "normal" | "wide";
  children: ReactNode;
}

const widths = { narrow: "max-w-md", normal: "max-w-4xl", wide: "max-w-7xl" } as const;

/** The frame of an ordinary page: margin, title, lead. */
export function Page({ title, lead, back, actions, width = "normal", children }: PageProps): ReactNode {
  useTitle(typeof title === "string" ? title : null);
  return (
    <div className={classes("mx-auto flex w-full flex-col gap-6 px-4 py-8 sm:px-6 sm:py-12", widths[width])}>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="flex min-w-0 max-w-2xl flex-col gap-2">
          {back && <BackLink {...back} />}
          <h1 className="break-words text-title">{title}</h1>
          {lead && <p className="text-lg text-muted">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

function BackLink({ to, label }: { to: string; label: string }): ReactNode {
  return (
    <Link to={to} className="-my-1 inline-flex min-h-9 items-center gap-1.5 self-start font-semibold text-accent-strong underline-offset-4 hover:underline" data-testid="back">
      <ArrowLeft aria-hidden="true" className="size-4" />
      {label}
    </Link>
  );
}

export function Section({ title, lead, children, className }: { title: ReactNode; lead?: ReactNode; children: ReactNode; className?: string }): ReactNode {
  return (
    <section className={classes("flex flex-col gap-4", className)}>
      <div className="flex flex-col gap-1">
        <h2 className="text-xl">{title}</h2>
        {lead && <p className="text-muted">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

export function Skeleton({ className }: { className?: string }): ReactNode {
  return <div aria-hidden="true" className={classes("animate-pulse rounded-2xl bg-sunken", className)} />;
}

export function EmptyState({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border border-dashed border-line-strong px-6 py-12 text-center">
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="max-w-md text-muted">{children}</div>}
      {action}
    </div>
  );
}

/** The keyboard key that does the same. Hidden where there is no keyboard. */
export function KeyHint({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return (
    <kbd className={classes("hidden rounded-md border border-current px-1.5 py-0.5 font-sans text-xs font-semibold opacity-70 pointer-fine:inline-block", className)}>
      {children}
    </kbd>
  );
}
