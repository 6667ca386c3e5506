import { SkipForward } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, KeyHint } from "@/components";

import type { Turn } from "./turns";

interface Props {
  turn: Turn;
  name: string;
  hasCaptions: boolean;
  onSkip: () => void;
}

/** While somebody else speaks before the question: who it is, what they say, and the way past it. */
export function TurnPanel({ turn, name, hasCaptions, onSkip }: Props): ReactNode {
  const { t } = useTranslation("panel");
  return (
    <div className="absolute inset-x-0 bottom-0 z-10 flex flex-col gap-4 px-4 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:gap-5 sm:px-6 sm:pb-8">
      {hasCaptions && (
        <p
          data-testid="subtitles"
          className="mx-auto max-h-[20dvh] w-fit max-w-3xl overflow-y-auto text-balance rounded-2xl bg-black/55 px-4 py-2 text-center text-base font-semibold leading-snug text-white backdrop-blur-sm sm:px-6 sm:text-lg"
        >
          {turn.text}
        </p>
      )}
      <div className="mx-auto flex w-full max-w-3xl flex-col items-center gap-3 sm:flex-row sm:justify-between">
        <p role="status" className="flex min-h-13 w-full items-center rounded-2xl bg-black/55 px-4 py-2 font-semibold text-white backdrop-blur-sm sm:w-auto" data-testid="turn" data-kind={turn.kind}>
          {t(turn.kind === "greeting" ? "turn.greeting" : "turn.other", { name })}
        </p>
        <Button size="lg" variant="onVideo" className="w-full whitespace-nowrap px-6 text-base sm:w-auto sm:text-lg" onClick={onSkip} data-testid="skip-turn">
          <SkipForward aria-hidden="true" />
          {t("turn.skip")} <KeyHint>Space</KeyHint>
        </Button>
      </div>
    </div>
  );
}
