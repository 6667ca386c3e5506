import { Eye, Hand, MoveHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Habit } from "@/lib/coach/habits";

const icons = { touching: Hand, away: Eye, swaying: MoveHorizontal } as const;

/** One quiet hint near the camera. It isn't read out: a voice would be in the answer. */
export function CoachCue({ cue }: { cue: Habit | null }): ReactNode {
  const { t } = useTranslation("interview");
  if (cue === null) return null;
  const Icon = icons[cue];
  return (
    <p
      aria-hidden="true"
      data-testid="coach-cue"
      data-cue={cue}
      className="pointer-events-none absolute left-1/2 top-[4.25rem] z-10 flex -translate-x-1/2 items-center gap-2 whitespace-nowrap rounded-full bg-black/60 px-4 py-2 text-sm text-white/95 backdrop-blur-sm motion-safe:animate-[fade-in_300ms_ease-out]"
    >
      <Icon className="size-4" /> {t(`coach.cue.${cue}`)}
    </p>
  );
}
