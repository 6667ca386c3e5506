import { useQuery, type QueryClient, type UseQueryResult } from "@tanstack/react-query";

import { ApiError, call } from "./call";
import type { Me } from "./types";

export const meKey = ["me"] as const;

async function readMe(): Promise<Me | null> {
  try {
    return await call<Me>("GET", "/accounts/me");
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Who is signed in: null for nobody. */
export function useMe(): UseQueryResult<Me | null> {
  return useQuery({ queryKey: meKey, queryFn: readMe, staleTime: 60_000 });
}

/** Another person (or nobody) sits here now: whatever was loaded for the former one is forgotten. */
export async function changePerson(queries: QueryClient, me: Me | null): Promise<void> {
  await queries.cancelQueries();
  queries.setQueryData(meKey, me);
  await queries.resetQueries({ predicate: (query) => query.queryKey[0] !== meKey[0] });
}
