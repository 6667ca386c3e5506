import { useEffect, useState } from "react";

interface Latest {
  shown: string | null;
  isBehind: boolean;
  failed: boolean;
  retry: () => void;
}

/**
 * The newest picture that has come for an address that changes fast.
 *
 * One picture is on its way at a time; when it is there, the newest address is asked for next. So a slider shows
 * something while it moves, nothing queues up, and the last wish wins.
 */
export function useLatestPicture(wanted: string): Latest {
  const [shown, setShown] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [loader] = useState(() => new LatestLoader(setShown, setFailed));
  useEffect(() => loader.want(wanted), [loader, wanted]);
  const retry = (): void => {
    setFailed(null);
    loader.want(wanted);
  };
  return { shown, isBehind: shown !== wanted && failed !== wanted, failed: failed === wanted, retry };
}

class LatestLoader {
  private newest: string | null = null;
  private busy = false;
  private readonly onThere: (url: string) => void;
  private readonly onFailed: (url: string) => void;

  constructor(onThere: (url: string) => void, onFailed: (url: string) => void) {
    this.onThere = onThere;
    this.onFailed = onFailed;
  }

  want(url: string): void {
    this.newest = url;
    if (!this.busy) this.load(url);
  }

  private load(url: string): void {
    const picture = new Image();
    picture.fetchPriority = "high";
    const end = (told: (url: string) => void) => (): void => {
      this.busy = false;
      told(url);
      if (this.newest !== null && this.newest !== url) this.load(this.newest);
    };
    this.busy = true;
    picture.onload = end(this.onThere);
    picture.onerror = end(this.onFailed);
    picture.src = url;
  }
}
