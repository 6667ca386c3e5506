import { useEffect, useRef, useState } from "react";

import { call, isSignedOut } from "./call";
import type { Job } from "./types";

const terminal = new Set(["done", "failed", "cancelled"]);

/**
 * A job's live state over server-sent events; falls back to asking every two seconds when the stream breaks.
 *
 * `onEnd` runs once, when the job is done, failed or cancelled.
 */
export function useJob(id: string | null, onEnd?: (job: Job) => void): Job | null {
  const [job, setJob] = useState<Job | null>(null);
  const end = useRef(onEnd);
  useEffect(() => {
    end.current = onEnd;
  });
  useEffect(() => {
    if (id === null) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (next: Job): void => {
      if (over) return;
      setJob(next);
      if (!terminal.has(next.state)) return;
      over = true;
      source.close();
      end.current?.(next);
    };
    const ask = (): void => {
      if (over) return;
      void call<Job>("GET", `/jobs/${id}`)
        .then(take, (error: unknown) => {
          if (isSignedOut(error)) over = true;
        })
        .finally(() => {
          if (!over) timer = setTimeout(ask, 2000);
        });
    };
    const source = new EventSource(`/api/jobs/${id}/events`);
    source.onmessage = (event: MessageEvent<string>) => take(JSON.parse(event.data) as Job);
    source.onerror = () => {
      source.close();
      clearTimeout(timer);
      ask();
    };
    return () => {
      over = true;
      source.close();
      clearTimeout(timer);
    };
  }, [id]);
  return job;
}
