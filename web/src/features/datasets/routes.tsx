import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const UploadPage = lazy(async () => ({ default: (await import("./UploadPage")).UploadPage }));

export const routes: RouteObject[] = [
  {
    path: paths.upload,
    element: (
      <SignedIn>
        <UploadPage />
      </SignedIn>
    ),
  },
];
