import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";

import { call } from "@/client/call";
import type { Me } from "@/client/types";
import { changePerson } from "@/client/useMe";

/** Any of the ways in (join, login, recover): afterwards nothing of the former person stays in memory. */
export function useSignIn<Form>(path: string, after: (me: Me) => void): UseMutationResult<Me, Error, Form> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (form: Form) => call<Me>("POST", path, { json: form }),
    onSuccess: async (me) => {
      await changePerson(queries, me);
      after(me);
    },
  });
}
