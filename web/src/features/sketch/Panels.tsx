import { RotateCcw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button, Slider, TabPane, Tabs } from "@/components";

import { BecomePerson } from "./BecomePerson";
import { Styling } from "./Styling";
import { Variations } from "./Variations";
import type { StudioOffers, Wishes } from "./api";
import type { Ink } from "./ink";
import type { DrawingInHand } from "./useDrawing";
import type { Face } from "./useFace";
import { ownShare, partNames, plainWishes, withShare, type PartName } from "./wishes";

interface Props {
  offers: StudioOffers;
  drawing: DrawingInHand;
  face: Face;
  ink: Ink | null;
  isBlank: boolean;
  fromPhoto: boolean;
}

/** Everything that is asked for besides the lines. */
export function Panels({ offers, drawing, face, ink, isBlank, fromPhoto }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const [tab, setTab] = useState("lines");
  const names = ["lines", "style", "variations", "person"] as const;
  return (
    <div className="min-w-0 md:max-lg:col-span-2">
      <Tabs label={t("panels.label")} tabs={names.map((name) => ({ value: name, label: t(`panels.${name}`) }))} value={tab} onChange={setTab}>
        <TabPane value="lines" className="pt-4">
          <Lines wishes={drawing.wishes} onChange={drawing.wish} />
        </TabPane>
        <TabPane value="style" className="pt-4">
          <Styling offers={offers} wishes={drawing.wishes} onChange={drawing.wish} />
        </TabPane>
        <TabPane value="variations" className="pt-4">
          <Variations key={whatIsVaried(drawing)} ink={ink} isBlank={isBlank} wishes={drawing.wishes} onChange={drawing.wish} />
        </TabPane>
        <TabPane value="person" className="pt-4">
          <BecomePerson drawing={drawing} face={face} fromPhoto={fromPhoto} />
        </TabPane>
      </Tabs>
    </div>
  );
}

/** Variations are of these lines and wishes; when they change, others have to be asked for. */
function whatIsVaried({ history, wishes }: DrawingInHand): string {
  return JSON.stringify([history.marks.length, history.undone.length, { ...wishes, variation: 0 }]);
}

function Lines({ wishes, onChange }: { wishes: Wishes; onChange: (wishes: Wishes) => void }): ReactNode {
  const { t } = useTranslation("sketch");
  const own = partNames.some((part) => ownShare(wishes, part) !== null);
  return (
    <div className="flex flex-col gap-3">
      <Share label={t("lines.t")} hint={t("lines.tHint")} value={wishes.t} onChange={(share) => onChange({ ...wishes, t: share })} />
      <div className="grid gap-x-6 gap-y-1 sm:max-md:grid-cols-2 md:max-lg:grid-cols-2">
        {partNames.map((part) => (
          <PartShare key={part} part={part} wishes={wishes} onChange={onChange} />
        ))}
      </div>
      <Button variant="quiet" size="sm" className="self-start" disabled={!own} onClick={() => onChange({ ...wishes, parts: {} })}>
        <RotateCcw aria-hidden="true" />
        {t("lines.reset")}
      </Button>
      <Slider label={t("lines.k")} value={wishes.k} onChange={(k) => onChange({ ...wishes, k })} min={1} max={50} shown={String(wishes.k)} />
      <p className="-mt-2 text-sm text-muted">{t("lines.kHint")}</p>
      {wishes.k !== plainWishes.k && (
        <Button variant="quiet" size="sm" className="self-start" onClick={() => onChange({ ...wishes, k: plainWishes.k })}>
          <RotateCcw aria-hidden="true" />
          {t("lines.kReset", { value: plainWishes.k })}
        </Button>
      )}
    </div>
  );
}

function PartShare({ part, wishes, onChange }: { part: PartName; wishes: Wishes; onChange: (wishes: Wishes) => void }): ReactNode {
  const { t } = useTranslation("sketch");
  const own = ownShare(wishes, part);
  return <Share label={t(`lines.${part}`)} value={own ?? wishes.t} follows={own === null} onChange={(share) => onChange(withShare(wishes, part, share))} />;
}

interface ShareProps {
  label: string;
  hint?: string;
  value: number;
  follows?: boolean;
  onChange: (share: number) => void;
}

/** 0 to 1, shown as a percentage; a part that follows the whole says so. */
function Share({ label, hint, value, follows = false, onChange }: ShareProps): ReactNode {
  const { t } = useTranslation("sketch");
  const percent = Math.round(value * 100);
  return (
    <div className={follows ? "opacity-65" : undefined}>
      <Slider label={label} value={percent} onChange={(next) => onChange(next / 100)} min={0} max={100} step={5} shown={t(follows ? "lines.follows" : "percent", { value: percent })} />
      {hint && <p className="-mt-1 text-sm text-muted">{hint}</p>}
    </div>
  );
}
