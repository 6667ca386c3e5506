import { keepPreviousData, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { ApiError } from "@/client/call";

import { makePhoto, type Made, type Wishes } from "./api";

const restMs = 250;

/** The same value once it has stood still for a moment, so that a slider on its way asks for nothing. */
function useSettledValue<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** The photo of a picture as it is wished for; the last one stays while the next is made. `turn` tells pictures apart. */
export function useMade(picture: Blob, turn: number, wishes: Wishes): UseQueryResult<Made> {
  const settled = useSettledValue(wishes);
  return useQuery({
    queryKey: ["photo", turn, settled],
    queryFn: ({ signal }) => makePhoto(picture, settled, signal),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000, // faces don't stay in memory longer than they are looked at
    retry: (failures, error) => failures < 5 && error instanceof ApiError && [409, 429].includes(error.status),
    retryDelay: 400,
  });
}
