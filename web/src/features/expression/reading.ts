/** Files on their way through the model, one after the other; what can't be read doesn't hold up the others. */
import { ApiError } from "@/client/call";

import type { Reading } from "./api";

export interface Item {
  key: number;
  file: File;
  state: "waiting" | "reading" | "read" | "failed";
  reading: Reading | null;
  /** Why it can't be read, in the server's words. */
  reason: string | null;
  /** The same for programs, as the server names it. */
  code: string | null;
}

export function enlisted(files: readonly File[], firstKey: number): Item[] {
  return files.map((file, index) => ({ key: firstKey + index, file, state: "waiting", reading: null, reason: null, code: null }));
}

export function changed(items: readonly Item[], key: number, change: Partial<Item>): Item[] {
  return items.map((one) => (one.key === key ? { ...one, ...change } : one));
}

export async function readAll(items: readonly Item[], read: (file: File) => Promise<Reading>, tell: (key: number, change: Partial<Item>) => void): Promise<void> {
  for (const { key, file } of items) {
    tell(key, { state: "reading" });
    try {
      tell(key, { state: "read", reading: await read(file) });
    } catch (error) {
      tell(key, { state: "failed", reason: error instanceof Error ? error.message : String(error), code: error instanceof ApiError ? error.code : "failed" });
    }
  }
}
