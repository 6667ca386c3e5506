import { lazy } from "react";
import type { RouteObject } from "react-router";

import { paths } from "@/lib/paths";

const ExpressionPage = lazy(() => import("./ExpressionPage").then((page) => ({ default: page.ExpressionPage })));

export const routes: RouteObject[] = [{ path: paths.expression, element: <ExpressionPage /> }];
