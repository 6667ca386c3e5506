import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const SpecsPage = lazy(async () => ({ default: (await import("./SpecsPage")).SpecsPage }));

export const routes: RouteObject[] = [
  {
    path: paths.specs,
    element: (
      <SignedIn>
        <SpecsPage />
      </SignedIn>
    ),
  },
];
