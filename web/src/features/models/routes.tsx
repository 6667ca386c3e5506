import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const ModelsPage = lazy(async () => ({ default: (await import("./ModelsPage")).ModelsPage }));

export const routes: RouteObject[] = [
  {
    path: paths.models,
    element: (
      <SignedIn>
        <ModelsPage />
      </SignedIn>
    ),
  },
];
