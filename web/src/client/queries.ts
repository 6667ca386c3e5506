import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "./call";
import { meKey } from "./useMe";

/** What the app asked the server, and how often it asks again. */
export function makeQueries(): QueryClient {
  // Signed out in another tab, or the session ended: every page then hears that nobody is here.
  const onError = (error: Error): void => {
    if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries({ queryKey: meKey });
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        // Only what may pass by itself is asked again.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.kind === "unreachable" || error.status >= 500),
      },
    },
  });
  return queries;
}
