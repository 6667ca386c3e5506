import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { favour, favouritesKey, forget, listFavourites, type FaceCard } from "./api";

interface Favourites {
  faces: FaceCard[];
  has: (code: string) => boolean;
  toggle: (face: FaceCard) => void;
}

/** The account's favourites; the heart changes at once and goes back when the server refuses. */
export function useFavourites(): Favourites {
  const queries = useQueryClient();
  const faces = useQuery({ queryKey: favouritesKey, queryFn: listFavourites, staleTime: 60_000 }).data ?? [];
  const has = (code: string): boolean => faces.some((one) => one.code === code);
  const change = useMutation({
    mutationFn: (face: FaceCard) => (has(face.code) ? forget(face.code) : favour(face.code)),
    onMutate: (face) => {
      const kept = has(face.code) ? faces.filter((one) => one.code !== face.code) : [face, ...faces];
      queries.setQueryData(favouritesKey, kept);
    },
    onError: () => queries.invalidateQueries({ queryKey: favouritesKey }),
  });
  return { faces, has, toggle: change.mutate };
}
