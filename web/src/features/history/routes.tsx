import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const History = lazy(async () => ({ default: (await import("./History")).History }));

export const routes: RouteObject[] = [
  {
    path: paths.history,
    element: (
      <SignedIn>
        <History />
      </SignedIn>
    ),
  },
];
