import { useEffect, useState } from "react";

import { recordings, setOwner } from "@/lib/upload/service";
import type { UploadStatus } from "@/lib/upload/uploader";

/** How the sending of recorded pieces stands; null before the store is open. */
export function useUploads(owner: string): UploadStatus | null {
  const [status, setStatus] = useState<UploadStatus | null>(null);
  useEffect(() => {
    setOwner(owner);
    let end: (() => void) | null = null;
    let isGone = false;
    void recordings().then(({ uploader }) => {
      if (isGone) return;
      end = uploader.subscribe(setStatus);
      setStatus(uploader.status());
    });
    return () => {
      isGone = true;
      end?.();
    };
  }, [owner]);
  return status;
}

export function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => {
      window.removeEventListener("online", look);
      window.removeEventListener("offline", look);
    };
  }, []);
  return isOnline;
}
