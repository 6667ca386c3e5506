import type { RouteObject } from "react-router";

import { Landing } from "./Landing";

export const routes: RouteObject[] = [{ path: "/", element: <Landing /> }];
