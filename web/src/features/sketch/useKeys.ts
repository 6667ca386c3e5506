import { useEffect, useRef } from "react";

export type KeyName = "b" | "e" | "g" | "m" | "l" | "smaller" | "larger" | "undo" | "redo" | "in" | "out" | "whole" | "enter";
export type Keys = Record<KeyName, () => void>;

const plain: Record<string, KeyName> = { "[": "smaller", "]": "larger", "+": "in", "=": "in", "-": "out", "0": "whole", Enter: "enter" };
const letters = new Set<string>(["b", "e", "g", "m", "l"] satisfies KeyName[]);

/** What a key asks for; physical keys are used for letters, so that a Korean layout works too. */
export function nameOf(event: Pick<KeyboardEvent, "code" | "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): KeyName | null {
  if (event.altKey) return null;
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? "";
  if (event.ctrlKey || event.metaKey) {
    if (letter === "z") return event.shiftKey ? "redo" : "undo";
    return letter === "y" ? "redo" : null;
  }
  if (letters.has(letter)) return letter as KeyName;
  return plain[event.key] ?? null;
}

/** A key pressed on a control belongs to that control. */
function belongsElsewhere(target: EventTarget | null, name: KeyName): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]")) return true;
  return name === "enter" && target.closest("button, a, summary, [role=switch], [role=slider], [role=radio]") !== null;
}

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      if (name === null || belongsElsewhere(event.target, name)) return;
      event.preventDefault();
      latest.current[name]();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
