import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createBrowserRouter, RouterProvider } from "react-router";

import { makeQueries } from "@/client/queries";

import { routes } from "./routes";

const queries = makeQueries();
const router = createBrowserRouter(routes);

export function App(): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
