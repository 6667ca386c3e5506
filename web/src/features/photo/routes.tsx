import { lazy } from "react";
import type { RouteObject } from "react-router";

const PhotoPage = lazy(() => import("./PhotoPage").then((page) => ({ default: page.PhotoPage })));

export const routes: RouteObject[] = [{ path: "/photo", element: <PhotoPage /> }];
