import { useQuery, type UseQueryResult } from "@tanstack/react-query";

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
