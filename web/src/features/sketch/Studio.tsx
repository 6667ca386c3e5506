import { useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "@/components";
import { useTitle } from "@/lib/useTitle";

import { Bring } from "./Bring";
import { Easel, type Reference } from "./Easel";
import { Head } from "./Head";
import { Panels } from "./Panels";
import { Results } from "./Results";
import { Toolbar } from "./Toolbar";
import type { OpenDrawing, StudioOffers } from "./api";
import { isBlank } from "./drawing";
import type { Ink } from "./ink";
import { useDrawing } from "./useDrawing";
import { useFace } from "./useFace";
import { useKeys } from "./useKeys";
import type { Pen } from "./usePen";
import { whole, zoomedAt } from "./view";

interface Props {
  offers: StudioOffers;
  opened: OpenDrawing | null;
  onBegun: (id: string) => void;
  onNew: () => void;
}

const sizes = { least: 1, most: 60 };
const clampSize = (size: number): number => Math.min(sizes.most, Math.max(sizes.least, Math.round(size * 10) / 10));

export function Studio({ offers, opened, onBegun, onNew }: Props): ReactNode {
  const { t } = useTranslation("sketch");
  useTitle(t("title"));
  const drawing = useDrawing(opened, onBegun);
  const face = useFace();
  const [ink, setInk] = useState<Ink | null>(null);
  const [tool, setTool] = useState<Pen["tool"]>("brush");
  const [widths, setWidths] = useState({ brush: 4, eraser: 24 });
  const [mirrored, setMirrored] = useState(false);
  const [hasGuide, setGuide] = useState(true);
  const [reference, setReference] = useState<Reference | null>(null);
  const [hasBadReference, setBadReference] = useState(false);
  const [view, setView] = useState(whole);
  const [isLive, setLive] = useState(true);
  const [bringing, setBringing] = useState(false);
  const [fromPhoto, setFromPhoto] = useState(opened?.from_photo ?? false);
  const { marks } = drawing.history;
  const blank = isBlank(marks);

  const convert = (): void => {
    if (ink) face.follow(ink, drawing.wishes);
  };
  useFollowing(ink !== null && isLive, blank, [marks, drawing.wishes, drawing.inked, ink], convert, face.forget);
  const zoom = useCallback((factor: number) => setView((now) => zoomedAt(now, factor, 0.5, 0.5)), []);
  const resize = (size: number): void => setWidths((now) => ({ ...now, [tool]: clampSize(size) }));
  useKeys({
    b: () => setTool("brush"),
    e: () => setTool("eraser"),
    g: () => setGuide((on) => !on),
    m: () => setMirrored((on) => !on),
    l: () => setLive((on) => !on),
    smaller: () => resize(widths[tool] / 1.25),
    larger: () => resize(widths[tool] * 1.25),
    undo: drawing.undo,
    redo: drawing.redo,
    in: () => zoom(1.5),
    out: () => zoom(1 / 1.5),
    whole: () => setView(whole),
    enter: convert,
  });
  return (
    <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 px-4 py-4 sm:px-6 sm:py-6">
      <Head drawing={drawing} ink={ink} face={face} onNew={onNew} />
      <div className="grid grid-cols-1 items-start gap-4 md:grid-cols-[minmax(0,1fr)_12rem] lg:grid-cols-[minmax(0,max(20rem,calc(100dvh-16.5rem)))_minmax(21rem,1fr)] lg:gap-x-8">
        <div className="mx-auto flex w-full max-w-[max(20rem,calc(100dvh-16.5rem))] min-w-0 flex-col gap-3 max-lg:portrait:max-w-none lg:sticky lg:top-20 lg:row-span-2">
          <Toolbar
            pen={{ tool, size: widths[tool], mirrored }}
            sizes={sizes}
            onTool={setTool}
            onSize={resize}
            onMirrored={setMirrored}
            hasGuide={hasGuide}
            onGuide={setGuide}
            drawing={drawing}
            isBlank={blank}
            view={view}
            onZoom={zoom}
            onWhole={() => setView(whole)}
            reference={reference}
            onReference={(chosen) => {
              setBadReference(false);
              setReference(chosen);
            }}
            onBring={() => setBringing(true)}
          />
          {hasBadReference && <Notice tone="warn">{t("reference.bad")}</Notice>}
          <Easel
            ink={ink}
            onInk={setInk}
            marks={marks}
            inked={drawing.inked}
            pen={{ tool, size: widths[tool], mirrored }}
            view={view}
            onView={setView}
            hasGuide={hasGuide}
            reference={reference}
            onBadReference={() => {
              setReference(null);
              setBadReference(true);
            }}
            onGrow={() => isLive && convert()}
            onStroke={drawing.add}
          />
        </div>
        <Results face={face} isBlank={blank} isLive={isLive} onLive={setLive} onConvert={convert} onBring={() => setBringing(true)} />
        <Panels offers={offers} drawing={drawing} face={face} ink={ink} isBlank={blank} fromPhoto={fromPhoto} />
      </div>
      <Bring open={bringing} onClose={() => setBringing(false)} drawing={drawing} onPhoto={() => setFromPhoto(true)} />
    </div>
  );
}

/** While it is on, every change of what is drawn or wished for is followed by its face. */
function useFollowing(isOn: boolean, blank: boolean, changes: readonly unknown[], follow: () => void, forget: () => void): void {
  const acts = useRef({ follow, forget });
  useEffect(() => {
    acts.current = { follow, forget };
  });
  useEffect(() => {
    if (blank) acts.current.forget();
    else if (isOn) acts.current.follow();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the changes are the list
  }, [isOn, blank, ...changes]);
}
