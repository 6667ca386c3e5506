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

/**
 * A typed answer: kept in this browser with every key, on the server every few seconds.
 *
 * What wasn't written in this browser is never sent: it could only overwrite what another one has written.
 */
export function useTyped(interview: Interview, index: number, isOn: boolean, onRefused: (text: string) => void): TypedHandle {
  const [texts, setTexts] = useState<Record<number, string>>({});
  const text = isOn ? (texts[index] ?? keptText(interview, index)) : "";
  const sent = useRef("");
  const isOurs = texts[index] !== undefined || localStorage.getItem(keptUnder(interview.id, index)) !== null;
  const latest = useRef({ text, index, isOurs, onRefused });
  useEffect(() => {
    latest.current = { text, index, isOurs, onRefused };
  });

  const put = useCallback(
    async (now: { text: string; index: number }): Promise<boolean> => {
      const told = await trySend(interview.id, now.index, now.text);
      if (told === "stays") {
        localStorage.removeItem(keptUnder(interview.id, now.index));
        latest.current.onRefused(now.text);
      }
      return told !== "unsent";
    },
    [interview.id],
  );

  const change = (next: string): void => {
    localStorage.setItem(keptUnder(interview.id, index), next);
    setTexts((before) => ({ ...before, [index]: next }));
  };

  const flush = useCallback(async () => {
    while (isOn && latest.current.isOurs) {
      const now = latest.current;
      const isSent = await put(now);
      sent.current = now.text;
      if (isSent) return;
      await new Promise((resolve) => setTimeout(resolve, tryAgainMs));
    }
  }, [isOn, put]);

  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      const now = latest.current;
      if (!now.isOurs || now.text === sent.current) return;
      sent.current = now.text;
      void put(now);
    }, autosaveMs);
    return () => clearInterval(timer);
  }, [isOn, put]);

  return { text, change, flush };
}

/** "stays": another window or device has gone on from this answer. "unsent": trying again can help. */
async function trySend(id: string, index: number, text: string): Promise<"sent" | "stays" | "unsent"> {
  try {
    await writeTyped(id, index, text);
    return "sent";
  } catch (error) {
    if (!(error instanceof ApiError) || error.kind === "unreachable" || error.status >= 500 || error.status === 401) return "unsent";
    return error.status === 409 ? "stays" : "sent";
  }
}
