import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const VoicesPage = lazy(async () => ({ default: (await import("./VoicesPage")).VoicesPage }));

export const routes: RouteObject[] = [
  {
    path: paths.voices,
    element: (
      <SignedIn>
        <VoicesPage />
      </SignedIn>
    ),
  },
];
