import { Shuffle } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { ApiError } from "@/client/call";
import { Button, ErrorNotice } from "@/components";

import { drawFace, type Wishes } from "./api";
import type { Ink } from "./ink";
import { sheetPx } from "./useFace";
import { nextVariations } from "./wishes";

interface Props {
  ink: Ink | null;
  isBlank: boolean;
  wishes: Wishes;
  onChange: (wishes: Wishes) => void;
}

interface Shown {
  variation: number;
  picture: string;
}

const count = 6;
const againMs = 250;

/** Other people that the same lines could show: one after the other, behind whatever the hand asks for. */
export function Variations({ ink, isBlank, wishes, onChange }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const [shown, setShown] = useState<Shown[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const show = async (): Promise<void> => {
    if (!ink) return;
    setShown([]);
    setError(null);
    setBusy(true);
    const sketch = await ink.picture(sheetPx, "white");
    const last = shown.at(-1)?.variation ?? wishes.variation;
    for (const variation of nextVariations({ ...wishes, variation: last }, count)) {
      const made = await patiently(() => drawFace({ sketch, wishes: { ...wishes, variation } }, "variations"), isGone);
      if (isGone.current) return;
      if (made instanceof Error) {
        setError(made);
        break;
      }
      setShown((before) => [...before, { variation, picture: made.picture }]);
    }
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t("variations.lead")}</p>
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" busy={isBusy} disabled={isBlank} onClick={() => void show()}>
          <Shuffle aria-hidden="true" />
          {t(shown.length > 0 ? "variations.others" : "variations.show")}
        </Button>
        {wishes.variation !== 0 && (
          <Button variant="quiet" onClick={() => onChange({ ...wishes, variation: 0 })}>
            {t("variations.first")}
          </Button>
        )}
      </div>
      {error && <ErrorNotice error={error} />}
      {(isBusy || shown.length > 0) && (
        <ul className="grid grid-cols-3 gap-2 md:max-lg:grid-cols-6" aria-label={t("panels.variations")}>
          {Array.from({ length: count }, (_, index) => shown[index] ?? null).map((one, index) => (
            <li key={one?.variation ?? `waiting-${index}`}>
              {one ? (
                <button type="button" onClick={() => onChange({ ...wishes, variation: one.variation })} aria-label={t("variations.take", { number: one.variation })} aria-pressed={one.variation === wishes.variation} className="block w-full overflow-hidden rounded-xl border-2 border-transparent hover:border-line-strong aria-pressed:border-accent" data-testid="variation">
                  <img src={one.picture} alt="" className="aspect-square w-full object-cover" />
                </button>
              ) : (
                <span className="block aspect-square animate-pulse rounded-xl bg-sunken" />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Again after a moment when the server had enough to do; the error when it is another. */
async function patiently<Result>(work: () => Promise<Result>, isGone: { current: boolean }): Promise<Result | Error> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const passes = error instanceof ApiError && error.code === "too_fast";
      if (!passes || isGone.current) return error instanceof Error ? error : new Error(String(error));
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}
