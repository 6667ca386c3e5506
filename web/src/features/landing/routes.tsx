import { lazy } from "react";
import type { RouteObject } from "react-router";

import { Landing } from "./Landing";

const How = lazy(async () => ({ default: (await import("./How")).How }));
const Ethics = lazy(async () => ({ default: (await import("./Ethics")).Ethics }));

export const routes: RouteObject[] = [
  { path: "/", element: <Landing /> },
  { path: "/how", element: <How /> },
  { path: "/ethics", element: <Ethics /> },
];
