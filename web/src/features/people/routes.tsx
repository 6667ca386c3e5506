import { lazy } from "react";
import type { RouteObject } from "react-router";

const People = lazy(() => import("./People").then((page) => ({ default: page.People })));
const FacePage = lazy(() => import("./FacePage").then((page) => ({ default: page.FacePage })));

export const routes: RouteObject[] = [
  { path: "/people", element: <People /> },
  { path: "/people/face", element: <FacePage /> },
];
