import { lazy } from "react";
import type { RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const ShopPage = lazy(() => import("./ShopPage").then((page) => ({ default: page.ShopPage })));
const CataloguePage = lazy(() => import("./CataloguePage").then((page) => ({ default: page.CataloguePage })));
const PhotoPage = lazy(() => import("./PhotoPage").then((page) => ({ default: page.PhotoPage })));

export const routes: RouteObject[] = [
  { path: paths.shop, element: <SignedIn><ShopPage /></SignedIn> },
  { path: paths.catalogue(":catalogue"), element: <SignedIn><CataloguePage /></SignedIn> },
  { path: paths.cataloguePhoto(":catalogue", ":photo"), element: <SignedIn><PhotoPage /></SignedIn> },
];
