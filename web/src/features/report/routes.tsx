import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const ReportPage = lazy(async () => ({ default: (await import("./ReportPage")).ReportPage }));
const Demo = lazy(async () => ({ default: (await import("./Demo")).Demo }));
const SharedPage = lazy(async () => ({ default: (await import("./sharing/SharedPage")).SharedPage }));

export const routes: RouteObject[] = [
  {
    path: paths.report(":id"),
    element: (
      <SignedIn>
        <ReportPage />
      </SignedIn>
    ),
  },
  { path: paths.demo, element: <Demo /> },
  { path: paths.shared(":token"), element: <SharedPage /> },
];
