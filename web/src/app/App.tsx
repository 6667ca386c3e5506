import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createBrowserRouter, RouterProvider } from "react-router";

import { ApiError } from "@/client/call";

import { routes } from "./routes";

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // Only what may pass by itself is asked again.
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.kind === "unreachable" || error.status >= 500),
    },
  },
});

const router = createBrowserRouter(routes);

export function App(): ReactNode {
  return (
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
