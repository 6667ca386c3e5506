import { useEffect, useRef, useState } from "react";

import { readFile, type Attested } from "./api";
import { changed, enlisted, readAll, type Item } from "./reading";

export interface Readings {
  items: readonly Item[];
  bring: (files: File[]) => void;
  clear: () => void;
}

/** Reads files one after the other, in the order of their coming, for as long as the page is open. */
export function useReadings(attested: Attested): Readings {
  const [items, setItems] = useState<readonly Item[]>([]);
  const line = useRef(Promise.resolve());
  const nextKey = useRef(0);
  const ended = useRef(new AbortController());
  useEffect(() => () => ended.current.abort(), []);

  const bring = (files: File[]): void => {
    const fresh = enlisted(files, nextKey.current);
    const { signal } = ended.current;
    nextKey.current += files.length;
    setItems((before) => [...before, ...fresh]);
    const read = (file: File) => readFile(file, attested, false, signal);
    const tell = (key: number, change: Partial<Item>): void => setItems((before) => changed(before, key, change));
    line.current = line.current.then(() => (signal.aborted ? undefined : readAll(fresh, read, tell)));
  };
  const clear = (): void => {
    ended.current.abort();
    ended.current = new AbortController();
    line.current = Promise.resolve();
    setItems([]);
  };
  return { items, bring, clear };
}
