import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/client/call";
import { classes } from "@/lib/classes";

import { Button } from "./Button";

const looks = {
  info: { icon: Info, box: "bg-accent-soft", mark: "text-accent" },
  good: { icon: CircleCheck, box: "bg-good-soft", mark: "text-good" },
  warn: { icon: TriangleAlert, box: "bg-warn-soft", mark: "text-warn" },
  danger: { icon: CircleAlert, box: "bg-danger-soft", mark: "text-danger" },
} as const;

interface NoticeProps {
  tone?: keyof typeof looks;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}

/** Something to know. Danger and warnings are read out at once. */
export function Notice({ tone = "info", title, children, action, className }: NoticeProps): ReactNode {
  const { icon: Icon, box, mark } = looks[tone];
  const role = tone === "danger" || tone === "warn" ? "alert" : "status";
  return (
    <div role={role} className={classes("flex gap-3 rounded-2xl p-4", box, className)}>
      <Icon aria-hidden="true" className={classes("mt-0.5 size-5 shrink-0", mark)} />
      <div className="flex min-w-0 grow flex-col gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div>{children}</div>}
        {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}

/** What the server would refuse again: it is the wish that has to change. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && ["invalid", "not_found", "refused"].includes(error.kind) && ![401, 429].includes(error.status);
}

/** In small print: by which an administrator finds what broke. A wish that has to change needs no such help. */
export function Reference({ kind, id }: { kind: string; id: string | null | undefined }): ReactNode {
  const { t } = useTranslation("requests");
  const helps = kind === "failed" || kind === "unavailable";
  return helps && id && <p className="mt-1 text-xs break-all text-muted select-all">{t("reference", { id })}</p>;
}

/** An error in the words the server (or `call`) gave, with a way to try again where that makes sense. */
export function ErrorNotice({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const { t } = useTranslation();
  const words = error instanceof Error && error.message ? error.message : t("error.unknown");
  const retry = onRetry && !isFinal(error) && (
    <Button variant="secondary" size="sm" onClick={onRetry}>
      {t("action.retry")}
    </Button>
  );
  return (
    <Notice tone="danger" action={retry}>
      {words}
      {error instanceof ApiError && <Reference kind={error.kind} id={error.reference} />}
    </Notice>
  );
}
