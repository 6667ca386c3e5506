import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { call } from "@/client/call";

export const shortestLogin = 3;

interface Free {
  free: boolean;
  reason: string | null;
}

function useSettled(value: string, afterMs: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}

/** Asks, once typing pauses, whether a login is free; `isLeft` asks about one too short as well. Undefined until known. */
export function useFreeLogin(login: string, isLeft: boolean): Free | undefined {
  const wished = login.trim().toLowerCase();
  const settled = useSettled(wished, 350);
  const answer = useQuery({
    queryKey: ["free", settled],
    queryFn: ({ signal }) => call<Free>("GET", `/accounts/free?login=${encodeURIComponent(settled)}`, { signal }),
    enabled: settled.length >= (isLeft ? 1 : shortestLogin),
    staleTime: 10_000,
    retry: false,
  });
  return settled === wished ? answer.data : undefined;
}
