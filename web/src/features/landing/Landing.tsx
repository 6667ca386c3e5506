import type { ReactNode } from "react";

import { Page } from "@/components";

export function Landing(): ReactNode {
  return <Page title="Visavis">…</Page>;
}
