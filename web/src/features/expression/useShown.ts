import { useCallback } from "react";

/** Shows a file of this page in an image or a player, for as long as that is there. */
export function useShown(file: Blob): (element: HTMLImageElement | HTMLVideoElement | null) => (() => void) | undefined {
  return useCallback(
    (element: HTMLImageElement | HTMLVideoElement | null) => {
      if (!element) return undefined;
      const address = URL.createObjectURL(file);
      element.src = address;
      return () => URL.revokeObjectURL(address);
    },
    [file],
  );
}
