import { useQuery } from "@tanstack/react-query";

import { call } from "@/client/call";
import type { Meta } from "@/client/types";

/** What there is to know of this installation; undefined until it is known. */
export function useMeta(): Meta | undefined {
  return useQuery({ queryKey: ["meta"], queryFn: () => call<Meta>("GET", "/meta"), staleTime: 600_000 }).data;
}
