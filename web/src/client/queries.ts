import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { ApiError } from "./call";
import { meKey } from "./useMe";

/** Who there is can change in another tab, so it is asked again when this one is looked at. */
const listsOfPeople = [["interviewers"], ["people"]] as const;

/** What the app asked the server, and how often it asks again. */
export function makeQueries(): QueryClient {
  // Signed out in another tab, or the session ended: every page then hears that nobody is here.
  const onError = (error: Error): void => {
    if (error instanceof ApiError && error.status === 401) void queries.invalidateQueries({ queryKey: meKey });
  };
  // What was to be changed is gone: it may be somebody who was deleted in another tab.
  const onFailedDeed = (error: Error): void => {
    onError(error);
    if (error instanceof ApiError && error.status === 404) for (const queryKey of listsOfPeople) void queries.invalidateQueries({ queryKey });
  };
  const queries = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError: onFailedDeed }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        refetchOnWindowFocus: false,
        // Only what may pass by itself is asked again.
        retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.kind === "unreachable" || error.status >= 500),
      },
    },
  });
  for (const queryKey of listsOfPeople) queries.setQueryDefaults(queryKey, { refetchOnWindowFocus: "always" });
  return queries;
}
