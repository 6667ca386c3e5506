import { useEffect, useRef } from "react";

export type Keys = Partial<Record<"space" | "n" | "r" | "s" | "h" | "c" | "v" | "escape", () => void>>;

const names: Record<string, keyof Keys> = { " ": "space", Enter: "space", n: "n", r: "r", s: "s", h: "h", c: "c", v: "v", Escape: "escape" };

/** A key pressed on a control belongs to that control. */
function belongsElsewhere(target: EventTarget | null, name: keyof Keys): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=dialog]")) return name !== "escape" || target.closest("[role=dialog]") !== null;
  return name === "space" && target.closest("button, a, [role=switch], [role=slider]") !== null;
}

/** Single keys for the room; physical keys are used, so that a Korean layout works too. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
      const name = names[letter ?? event.key];
      const act = name && latest.current[name];
      if (!act || belongsElsewhere(event.target, name)) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
