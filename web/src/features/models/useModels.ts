import { useQuery, useQueryClient } from "@tanstack/react-query";

import { listModels, modelsKey } from "./api";

export const useModels = () => useQuery({ queryKey: modelsKey, queryFn: listModels });

/** Reads the list anew, as after anything that may have cost something. */
export function useRefresh(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: modelsKey });
}
