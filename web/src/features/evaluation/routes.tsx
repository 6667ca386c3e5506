import { lazy } from "react";
import type { RouteObject } from "react-router";

const EvaluationPage = lazy(() => import("./EvaluationPage").then((page) => ({ default: page.EvaluationPage })));

export const routes: RouteObject[] = [{ path: "/career/documents/:id/evaluation", element: <EvaluationPage /> }];
