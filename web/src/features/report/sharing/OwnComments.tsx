import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";

import { commentsKey, deleteComment, listComments, replyTo } from "./api";
import { RemarksContext, type Remarks } from "./remarks";

/** Gives the report below what coaches wrote on it, to answer and to delete. */
export function OwnComments({ interviewId, children }: { interviewId: string; children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: commentsKey(interviewId), queryFn: () => listComments(interviewId), refetchOnWindowFocus: true });
  const remarks = useMemo<Remarks>(() => {
    const again = (): Promise<void> => queries.invalidateQueries({ queryKey: commentsKey(interviewId) });
    return {
      comments: data ?? [],
      reply: (comment, text) => replyTo(comment.id, text).then(again),
      remove: (comment) => deleteComment(comment.id).then(again),
    };
  }, [data, interviewId, queries]);
  return <RemarksContext value={remarks}>{children}</RemarksContext>;
}
