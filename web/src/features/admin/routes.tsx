import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const Admin = lazy(async () => ({ default: (await import("./Admin")).Admin }));

export const routes: RouteObject[] = [
  {
    path: paths.admin,
    element: (
      <SignedIn>
        <Admin />
      </SignedIn>
    ),
  },
];
