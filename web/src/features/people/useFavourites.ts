import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { favour, favouritesKey, forget, listFavourites, type FaceCard } from "./api";

interface Favourites {
  faces: FaceCard[];
  /** Whether they haven't been told yet. */
  isComing: boolean;
  has: (code: string) => boolean;
  toggle: (face: FaceCard) => void;
}

/** The account's favourites; the heart changes at once and goes back when the server refuses. */
export function useFavourites(): Favourites {
  const queries = useQueryClient();
  const { data: faces = [], isPending: isComing } = useQuery({ queryKey: favouritesKey, queryFn: listFavourites, staleTime: 60_000 });
  const has = (code: string): boolean => faces.some((one) => one.code === code);
  // what is wished travels with the press: a change that waits for the network is sent when `has` tells otherwise
  const change = useMutation({
    mutationFn: ({ face, keep }: { face: FaceCard; keep: boolean }) => (keep ? favour(face.code) : forget(face.code)),
    onMutate: ({ face, keep }) => {
      const others = faces.filter((one) => one.code !== face.code);
      queries.setQueryData(favouritesKey, keep ? [face, ...others] : others);
    },
    onError: () => queries.invalidateQueries({ queryKey: favouritesKey }),
  });
  return { faces, isComing, has, toggle: (face) => change.mutate({ face, keep: !has(face.code) }) };
}
