import { lazy } from "react";
import type { RouteObject } from "react-router";

const DeviceCheck = lazy(() => import("./DeviceCheck").then((page) => ({ default: page.DeviceCheck })));
const Pair = lazy(() => import("./Pair").then((page) => ({ default: page.Pair })));

export const routes: RouteObject[] = [
  { path: "/devices", element: <DeviceCheck /> },
  { path: "/pair", element: <Pair /> },
];
