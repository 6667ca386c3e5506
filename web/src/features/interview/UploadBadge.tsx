import { CloudCheck, CloudOff, CloudUpload, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { classes } from "@/lib/classes";
import type { UploadStatus } from "@/lib/upload/uploader";

export interface UploadBadgeProps {
  status: UploadStatus | null;
  isOnline: boolean;
  isInMemory: boolean;
}

type Look = "safe" | "sending" | "waiting" | "signed_out" | "memory" | "problem";

/** One piece on its way is the ordinary state and needs no words. */
const ordinary = 2;

function lookOf({ status, isOnline, isInMemory }: UploadBadgeProps): Look {
  if (status?.problem) return "problem";
  if (isInMemory) return "memory";
  if (status?.state === "signed_out") return "signed_out";
  if (!isOnline || status?.state === "unreachable") return "waiting";
  return (status?.pendingPieces ?? 0) > ordinary ? "sending" : "safe";
}

const icons = { safe: CloudCheck, sending: CloudUpload, waiting: CloudOff, signed_out: CloudOff, memory: TriangleAlert, problem: TriangleAlert };

/**
 * How the recording gets to the server, said plainly: where the pieces are, and that nothing is lost.
 *
 * Calm words stand at the top; on a phone, where the top has no room, trouble is told above the clock.
 */
export function UploadBadge({ place, ...props }: UploadBadgeProps & { place: "top" | "bottom" }): ReactNode {
  const { t } = useTranslation("interview");
  const look = lookOf(props);
  const Icon = icons[look];
  const isCalm = look === "safe" || look === "sending";
  const pieces = props.status?.pendingPieces ?? 0;
  const isTop = place === "top";
  if (isCalm && !isTop) return null;
  return (
    <p
      role={isTop ? "status" : undefined}
      aria-hidden={!isTop || undefined}
      data-testid={isTop ? "uploads" : undefined}
      data-look={look}
      data-pieces={pieces}
      className={classes(
        "flex min-w-0 items-center gap-1.5 rounded-full text-sm",
        isCalm ? "text-white/75" : "bg-[#362b14]/90 px-3 py-1 font-semibold text-[#ecc264]",
        !isCalm && (isTop ? "max-sm:sr-only" : "self-center sm:hidden"),
      )}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className={classes(isCalm && "hidden sm:inline")}>{t(`uploads.${look}`, { pieces })}</span>
      {isCalm && <span className="sr-only sm:hidden">{t(`uploads.${look}`, { pieces })}</span>}
    </p>
  );
}
