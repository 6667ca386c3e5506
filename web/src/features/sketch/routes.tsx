import { lazy } from "react";
import type { RouteObject } from "react-router";

const SketchPage = lazy(() => import("./SketchPage").then((page) => ({ default: page.SketchPage })));

export const routes: RouteObject[] = [{ path: "/sketch", element: <SketchPage /> }];
