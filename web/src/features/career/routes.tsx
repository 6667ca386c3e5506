import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const CareerPage = lazy(() => import("./CareerPage").then((page) => ({ default: page.CareerPage })));
const DocumentPage = lazy(() => import("./DocumentPage").then((page) => ({ default: page.DocumentPage })));
const FormPage = lazy(() => import("./FormPage").then((page) => ({ default: page.FormPage })));

export const routes: RouteObject[] = [
  { path: paths.career, element: <SignedIn><CareerPage /></SignedIn> },
  { path: paths.newDocument, element: <SignedIn><FormPage /></SignedIn> },
  { path: paths.document(":document"), element: <SignedIn><DocumentPage /></SignedIn> },
];
