import type { RouteObject } from "react-router";

import { Broken } from "./Broken";
import { NotFound } from "./NotFound";
import { BareShell, Shell } from "./Shell";

interface FeatureRoutes {
  /** Pages with header, navigation and footer. */
  routes?: RouteObject[];
  /** Pages that fill the window: the interview room. */
  bareRoutes?: RouteObject[];
}

/** Each features/<name>/routes.tsx brings its own pages. */
const features = Object.values(import.meta.glob<FeatureRoutes>("../features/*/routes.tsx", { eager: true }));

export const routes: RouteObject[] = [
  {
    errorElement: <Broken />,
    children: [
      { element: <BareShell />, children: features.flatMap((feature) => feature.bareRoutes ?? []) },
      {
        element: <Shell />,
        children: [
          {
            errorElement: <Broken />,
            children: [...features.flatMap((feature) => feature.routes ?? []), { path: "*", element: <NotFound /> }],
          },
        ],
      },
    ],
  },
];
