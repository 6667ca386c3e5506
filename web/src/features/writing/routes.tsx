import { lazy } from "react";
import type { RouteObject } from "react-router";

import { paths } from "@/lib/paths";

const WritingPage = lazy(() => import("./WritingPage").then((page) => ({ default: page.WritingPage })));
const LetterPage = lazy(() => import("./LetterPage").then((page) => ({ default: page.LetterPage })));

export const routes: RouteObject[] = [
  { path: paths.writing, element: <WritingPage /> },
  { path: "/career/writing/:id", element: <LetterPage /> },
];
