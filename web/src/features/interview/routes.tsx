import { lazy } from "react";
import type { RouteObject } from "react-router";

import { recordings } from "@/lib/upload/service";

const NewInterview = lazy(() => import("./NewInterview").then((page) => ({ default: page.NewInterview })));
const InterviewPage = lazy(() => import("./InterviewPage").then((page) => ({ default: page.InterviewPage })));

// Whatever page is opened first: pieces that an earlier visit left on this device are sent on.
void recordings();

export const routes: RouteObject[] = [{ path: "/interviews/new", element: <NewInterview /> }];
export const bareRoutes: RouteObject[] = [{ path: "/interviews/:id", element: <InterviewPage /> }];
