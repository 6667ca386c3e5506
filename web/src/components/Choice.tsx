import { Check } from "lucide-react";
import { Checkbox as RadixCheckbox, RadioGroup, Slider as RadixSlider, Switch as RadixSwitch } from "radix-ui";
import { useId, type ReactNode } from "react";

import { classes } from "@/lib/classes";

interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** On or off, at once. The whole row can be pressed. */
export function Switch({ checked, onChange, label, hint, disabled }: SwitchProps): ReactNode {
  const id = useId();
  return (
    <div className="flex min-h-11 items-center justify-between gap-4">
      <label htmlFor={id} className="grow cursor-pointer py-1.5">
        <span className="block font-semibold">{label}</span>
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </label>
      <RadixSwitch.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="relative h-7 w-12 shrink-0 rounded-full border border-line-strong bg-sunken transition-colors data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixSwitch.Thumb className="block size-5 translate-x-[3px] rounded-full bg-line-strong transition-transform data-[state=checked]:translate-x-[23px] data-[state=checked]:bg-on-accent" />
      </RadixSwitch.Root>
    </div>
  );
}

export function Checkbox({ checked, onChange, label, disabled }: Omit<SwitchProps, "hint">): ReactNode {
  const id = useId();
  return (
    <div className="flex min-h-11 items-center gap-3">
      <RadixCheckbox.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onChange(next === true)}
        className="grid size-6 shrink-0 place-items-center rounded-md border border-line-strong bg-surface text-on-accent data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <RadixCheckbox.Indicator>
          <Check className="size-4" strokeWidth={3} />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <label htmlFor={id} className="cursor-pointer py-2">
        {label}
      </label>
    </div>
  );
}

export interface Choice<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: ReactNode;
  /** Drawn above the label, e.g. a portrait. */
  picture?: ReactNode;
  disabled?: boolean;
}

interface ChoiceCardsProps<Value extends string> {
  label: string;
  value: Value | null;
  onChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
  className?: string;
}

/** One of several, as cards. Arrow keys move, as in any radio group. */
export function ChoiceCards<Value extends string>({ label, value, onChange, choices, className }: ChoiceCardsProps<Value>): ReactNode {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className={classes("grid grid-cols-2 gap-3 sm:grid-cols-3", className)}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled}
          className="flex min-h-11 flex-col items-stretch gap-1 overflow-hidden rounded-2xl border border-line bg-surface p-4 text-left transition-colors hover:border-line-strong disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:shadow-[inset_0_0_0_1px_var(--accent)]"
        >
          {choice.picture}
          <span className="font-semibold">{choice.label}</span>
          {choice.hint && <span className="text-sm text-muted">{choice.hint}</span>}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

/** A short row of alternatives (2 to 5). */
export function Segmented<Value extends string>({ label, value, onChange, choices, className }: ChoiceCardsProps<Value>): ReactNode {
  return (
    <RadioGroup.Root
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      orientation="horizontal"
      className={classes("inline-flex rounded-xl border border-line bg-sunken p-1", className)}
    >
      {choices.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          disabled={choice.disabled}
          className="min-h-9 grow rounded-lg px-3 py-1 text-sm font-semibold leading-tight text-muted transition-colors hover:text-ink data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-lift"
        >
          {choice.label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

interface SliderProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** The value in words, shown beside the label and read out. */
  shown: string;
}

export function Slider({ label, value, onChange, min, max, step = 1, shown }: SliderProps): ReactNode {
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-semibold">{label}</span>
        <output className="tabular-nums text-muted">{shown}</output>
      </div>
      <RadixSlider.Root
        value={[value]}
        onValueChange={([next]) => next !== undefined && onChange(next)}
        min={min}
        max={max}
        step={step}
        className="relative flex h-11 w-full touch-none items-center"
      >
        <RadixSlider.Track className="relative h-1.5 grow rounded-full bg-line">
          <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
        </RadixSlider.Track>
        <RadixSlider.Thumb aria-label={label} aria-valuetext={shown} className="block size-6 rounded-full border-2 border-accent bg-surface shadow-lift" />
      </RadixSlider.Root>
    </div>
  );
}
