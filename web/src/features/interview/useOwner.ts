import { useState } from "react";

import { useMe } from "@/client/useMe";

export interface Owner {
  /** Whose recordings these are: stays when the session ends meanwhile. */
  id: string;
  isSignedOut: boolean;
}

export function useOwner(): Owner {
  const me = useMe().data;
  const [id, setId] = useState(me?.id ?? "");
  if (me && me.id !== id) setId(me.id);
  return { id, isSignedOut: me === null };
}
