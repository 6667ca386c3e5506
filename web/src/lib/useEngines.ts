import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import { call } from "@/client/call";
import type { EngineShelf } from "@/client/types";

const listShelves = () => call<EngineShelf[]>("GET", "/engines");

/** The engines of every capability; asked for anew on each visit, since weights come and go. */
export function useShelves(): UseQueryResult<EngineShelf[]> {
  return useQuery({ queryKey: ["engines"], queryFn: listShelves });
}
