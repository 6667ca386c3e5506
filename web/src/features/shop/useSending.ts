import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { bringPhoto, bringZip, catalogueKey, type OpenCatalogue } from "./api";
import type { Chosen } from "./files";

interface Trouble {
  name: string;
  reason: string;
}

export interface Sending {
  /** Files on their way: how many are there, of how many. */
  done: number;
  total: number;
  troubles: readonly Trouble[];
  send: (chosen: Chosen) => void;
}

/** Pictures of this visit's files, until the server has some of its own to show. */
const previews = new Map<string, string>();
const shownTypes = /^image\/(jpeg|png|webp|gif|bmp)$/;

export function previewOf(photoId: string): string | undefined {
  return previews.get(photoId);
}

/** Sends files one after the other; one that is refused doesn't hold up the rest. */
export function useSending(catalogueId: string): Sending {
  const queries = useQueryClient();
  const [state, setState] = useState({ done: 0, total: 0, troubles: [] as Trouble[] });
  const line = useRef(Promise.resolve());
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: catalogueKey(catalogueId) });

  const one = async (file: File, isZip: boolean): Promise<void> => {
    try {
      if (isZip) {
        await bringZip(catalogueId, file);
        await renew();
      } else {
        const photo = await bringPhoto(catalogueId, file);
        if (shownTypes.test(file.type)) previews.set(photo.id, URL.createObjectURL(file));
        queries.setQueriesData<OpenCatalogue>({ queryKey: catalogueKey(catalogueId) }, (before) => before && withPhoto(before, photo));
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setState((before) => ({ ...before, troubles: [...before.troubles, { name: file.name, reason }] }));
    }
    setState((before) => ({ ...before, done: before.done + 1 }));
  };

  const send = ({ photos, zips }: Chosen): void => {
    const more = photos.length + zips.length;
    if (more === 0) return;
    setState((before) => (before.done === before.total ? { done: 0, total: more, troubles: [] } : { ...before, total: before.total + more }));
    line.current = line.current.then(async () => {
      for (const file of photos) await one(file, false);
      for (const file of zips) await one(file, true);
      await renew();
    });
  };
  return { ...state, send };
}

function withPhoto(catalogue: OpenCatalogue, photo: OpenCatalogue["photos"][number]): OpenCatalogue {
  return { ...catalogue, photos: [...catalogue.photos.filter((one) => one.id !== photo.id), photo] };
}
