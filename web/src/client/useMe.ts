import { useQuery, type QueryClient, type UseQueryResult } from "@tanstack/react-query";

import { call } from "./call";
import type { Me } from "./types";

export const meKey = ["me"] as const;

/** Who is signed in: null for nobody. */
export function useMe(): UseQueryResult<Me | null> {
  return useQuery({ queryKey: meKey, queryFn: () => call<Me | null>("GET", "/accounts/me"), staleTime: 60_000 });
}

/** Another person (or nobody) sits here now: whatever was loaded for the former one is forgotten. */
export async function changePerson(queries: QueryClient, me: Me | null): Promise<void> {
  await queries.cancelQueries();
  queries.setQueryData(meKey, me);
  await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
}
