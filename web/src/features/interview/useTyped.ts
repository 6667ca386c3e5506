import { useCallback, useEffect, useRef, useState } from "react";

import { ApiError } from "@/client/call";

import { writeTyped, type Interview } from "./api";

export interface TypedHandle {
  text: string;
  change: (text: string) => void;
  /** Resolves when the server has the text; tries on while it cannot be reached. */
  flush: () => Promise<void>;
}

const autosaveMs = 4000;
const tryAgainMs = 2000;

const keptUnder = (id: string, index: number) => `visavis.typed.${id}.${index}`;

function keptText(interview: Interview, index: number): string {
  const kept = localStorage.getItem(keptUnder(interview.id, index));
  return kept ?? interview.questions[index]?.answer.typed_text ?? "";
}

/** A typed answer: kept in this browser with every key, on the server every few seconds. */
export function useTyped(interview: Interview, index: number, isOn: boolean): TypedHandle {
  const [texts, setTexts] = useState<Record<number, string>>({});
  const text = isOn ? (texts[index] ?? keptText(interview, index)) : "";
  const sent = useRef("");
  const latest = useRef({ text, index });
  useEffect(() => {
    latest.current = { text, index };
  });

  const change = (next: string): void => {
    localStorage.setItem(keptUnder(interview.id, index), next);
    setTexts((before) => ({ ...before, [index]: next }));
  };

  const flush = useCallback(async () => {
    while (isOn) {
      const now = latest.current;
      const isSent = await trySend(interview.id, now.index, now.text);
      sent.current = now.text;
      if (isSent) return;
      await new Promise((resolve) => setTimeout(resolve, tryAgainMs));
    }
  }, [interview.id, isOn]);

  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      const now = latest.current;
      if (now.text === sent.current) return;
      sent.current = now.text;
      void trySend(interview.id, now.index, now.text);
    }, autosaveMs);
    return () => clearInterval(timer);
  }, [interview.id, isOn]);

  return { text, change, flush };
}

/** False when trying again can help. */
async function trySend(id: string, index: number, text: string): Promise<boolean> {
  try {
    await writeTyped(id, index, text);
    return true;
  } catch (error) {
    return error instanceof ApiError && error.kind !== "unreachable" && error.status < 500 && error.status !== 401;
  }
}
