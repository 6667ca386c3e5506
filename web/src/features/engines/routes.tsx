import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const EnginesPage = lazy(async () => ({ default: (await import("./EnginesPage")).EnginesPage }));

export const routes: RouteObject[] = [
  {
    path: paths.engines,
    element: (
      <SignedIn>
        <EnginesPage />
      </SignedIn>
    ),
  },
];
