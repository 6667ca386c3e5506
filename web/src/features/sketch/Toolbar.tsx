import { Brush, CaretsToAxisDashedVertical, Eraser, ImageUp, Keyboard, Layers2, Redo2, ScanFace, Trash2, Undo2, ZoomIn, ZoomOut, type LucideIcon } from "lucide-react";
import { Slider as RadixSlider } from "radix-ui";
import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Dialog, KeyHint, Slider } from "@/components";
import { classes } from "@/lib/classes";

import type { Reference } from "./Easel";
import type { DrawingInHand } from "./useDrawing";
import type { Pen } from "./usePen";
import { mostZoom, type View } from "./view";

interface Props {
  pen: Pen;
  sizes: { least: number; most: number };
  onTool: (tool: Pen["tool"]) => void;
  onSize: (size: number) => void;
  onMirrored: (on: boolean) => void;
  hasGuide: boolean;
  onGuide: (on: boolean) => void;
  drawing: DrawingInHand;
  isBlank: boolean;
  view: View;
  onZoom: (factor: number) => void;
  onWhole: () => void;
  reference: Reference | null;
  onReference: (reference: Reference | null) => void;
  onBring: () => void;
}

export function Toolbar(props: Props): ReactNode {
  const { t } = useTranslation("sketch");
  const { pen, drawing, view } = props;
  return (
    <div className="flex flex-col gap-2">
      <div role="toolbar" aria-label={t("tools.label")} className="flex flex-wrap items-center gap-1 rounded-2xl border border-line bg-surface p-1.5">
        <Group>
          <Tool icon={Brush} label={t("tools.brush")} hint="B" pressed={pen.tool === "brush"} onPress={() => props.onTool("brush")} />
          <Tool icon={Eraser} label={t("tools.eraser")} hint="E" pressed={pen.tool === "eraser"} onPress={() => props.onTool("eraser")} />
        </Group>
        <Size pen={pen} sizes={props.sizes} onSize={props.onSize} />
        <Group>
          <Tool icon={Undo2} label={t("tools.undo")} hint="Ctrl Z" disabled={drawing.history.marks.length === 0} onPress={drawing.undo} />
          <Tool icon={Redo2} label={t("tools.redo")} hint="Ctrl Shift Z" disabled={drawing.history.undone.length === 0} onPress={drawing.redo} />
          <Tool icon={Trash2} label={t("tools.clear")} disabled={props.isBlank} onPress={drawing.clear} />
        </Group>
        <Group>
          <Tool icon={CaretsToAxisDashedVertical} label={t("tools.symmetry")} hint="M" pressed={pen.mirrored} onPress={() => props.onMirrored(!pen.mirrored)} />
          <Tool icon={ScanFace} label={t("tools.guide")} hint="G" pressed={props.hasGuide} onPress={() => props.onGuide(!props.hasGuide)} />
          <ReferenceTool reference={props.reference} onReference={props.onReference} />
          <Tool icon={ImageUp} label={t("tools.bring")} onPress={props.onBring} />
        </Group>
        <Group className="max-sm:pointer-coarse:hidden">
          <Tool icon={ZoomOut} label={t("tools.zoomOut")} hint="−" disabled={view.zoom <= 1} onPress={() => props.onZoom(1 / 1.5)} />
          <button type="button" onClick={props.onWhole} aria-label={t("tools.whole", { percent: Math.round(view.zoom * 100) })} className="min-h-9 w-11 rounded-lg text-sm tabular-nums text-muted hover:bg-sunken">
            {Math.round(view.zoom * 100)}%
          </button>
          <Tool icon={ZoomIn} label={t("tools.zoomIn")} hint="+" disabled={view.zoom >= mostZoom} onPress={() => props.onZoom(1.5)} />
        </Group>
        <KeysHelp />
      </div>
      {props.reference && <ReferenceBar reference={props.reference} onReference={props.onReference} />}
    </div>
  );
}

function Group({ children, className }: { children: ReactNode; className?: string }): ReactNode {
  return <div className={classes("flex items-center", className)}>{children}</div>;
}

interface ToolProps {
  icon: LucideIcon;
  label: string;
  /** The key that does the same. */
  hint?: string;
  /** On or off; undefined for what is done once. */
  pressed?: boolean;
  disabled?: boolean;
  onPress: () => void;
  className?: string;
}

function Tool({ icon: Icon, label, hint, pressed, disabled, onPress, className }: ToolProps): ReactNode {
  return (
    <button
      type="button"
      onClick={onPress}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      title={hint ? `${label} (${hint})` : label}
      className={classes("grid size-10 place-items-center pointer-fine:size-9 rounded-lg text-ink hover:bg-sunken disabled:opacity-35 aria-pressed:bg-accent aria-pressed:text-on-accent", className)}
    >
      <Icon aria-hidden="true" className="size-5" />
    </button>
  );
}

function Size({ pen, sizes, onSize }: { pen: Pen; sizes: Props["sizes"]; onSize: (size: number) => void }): ReactNode {
  const { t } = useTranslation("sketch");
  const label = t(pen.tool === "brush" ? "tools.brushSize" : "tools.eraserSize");
  // A logarithmic slider: fine lines need fine steps.
  const reach = Math.log(sizes.most / sizes.least);
  return (
    <div className="flex h-9 min-w-32 grow basis-32 items-center gap-1.5 px-1 pointer-fine:min-w-24 pointer-fine:basis-24">
      <RadixSlider.Root
        value={[Math.log(pen.size / sizes.least) / reach]}
        onValueChange={([share = 0]) => onSize(sizes.least * Math.exp(share * reach))}
        min={0}
        max={1}
        step={0.02}
        className="relative flex h-10 grow touch-none items-center"
      >
        <RadixSlider.Track className="relative h-1.5 grow rounded-full bg-line">
          <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
        </RadixSlider.Track>
        <RadixSlider.Thumb aria-label={label} aria-valuetext={t("tools.px", { size: pen.size })} className="block size-5 rounded-full border-2 border-accent bg-surface shadow-lift" />
      </RadixSlider.Root>
      <span aria-hidden="true" className="w-7 text-right text-sm tabular-nums text-muted">
        {pen.size < 10 ? pen.size.toFixed(1) : Math.round(pen.size)}
      </span>
    </div>
  );
}

/** A picture beneath to look at while drawing; it never leaves the browser. */
function ReferenceTool({ reference, onReference }: Pick<Props, "reference" | "onReference">): ReactNode {
  const { t } = useTranslation("sketch");
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Tool
        icon={Layers2}
        label={t(reference ? "reference.remove" : "reference.add")}
        pressed={reference !== null}
        onPress={() => {
          if (reference) {
            URL.revokeObjectURL(reference.url);
            onReference(null);
          } else field.current?.click();
        }}
      />
      <input
        ref={field}
        type="file"
        accept="image/*"
        aria-label={t("reference.add")}
        tabIndex={-1}
        className="hidden"
        data-testid="reference-file"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) onReference({ url: URL.createObjectURL(file), opacity: 0.35 });
        }}
      />
    </>
  );
}

function ReferenceBar({ reference, onReference }: { reference: Reference; onReference: Props["onReference"] }): ReactNode {
  const { t } = useTranslation("sketch");
  return (
    <div className="rounded-2xl border border-line bg-surface px-4 pt-2">
      <Slider
        label={t("reference.opacity")}
        value={Math.round(reference.opacity * 100)}
        onChange={(percent) => onReference({ ...reference, opacity: percent / 100 })}
        min={5}
        max={100}
        step={5}
        shown={t("percent", { value: Math.round(reference.opacity * 100) })}
      />
      <p className="-mt-1 pb-2 text-sm text-muted">{t("reference.note")}</p>
    </div>
  );
}

const keys = [
  ["B", "tools.brush"],
  ["E", "tools.eraser"],
  ["[ ]", "keys.size"],
  ["Ctrl Z", "tools.undo"],
  ["Ctrl Shift Z", "tools.redo"],
  ["M", "tools.symmetry"],
  ["G", "tools.guide"],
  ["L", "live.label"],
  ["Enter", "live.convert"],
  ["+ − 0", "keys.zoom"],
] as const;

function KeysHelp(): ReactNode {
  const { t } = useTranslation("sketch");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tool icon={Keyboard} label={t("keys.title")} onPress={() => setOpen(true)} className="ml-auto hidden pointer-fine:grid" />
      <Dialog open={open} onOpenChange={setOpen} title={t("keys.title")}>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2">
          {keys.map(([key, text]) => (
            <div key={key} className="contents">
              <dt>
                <KeyHint className="inline-block">{key}</KeyHint>
              </dt>
              <dd>{t(text)}</dd>
            </div>
          ))}
        </dl>
        <p className="text-sm text-muted">{t("keys.touch")}</p>
      </Dialog>
    </>
  );
}
