import { lazy } from "react";
import { Navigate, useParams, type RouteObject } from "react-router";

import { SignedIn } from "@/components";
import { paths } from "@/lib/paths";

const Join = lazy(async () => ({ default: (await import("./Join")).Join }));
const Login = lazy(async () => ({ default: (await import("./Login")).Login }));
const Recover = lazy(async () => ({ default: (await import("./Recover")).Recover }));
const MyPage = lazy(async () => ({ default: (await import("./MyPage")).MyPage }));

function Invited() {
  const { token = "" } = useParams();
  return <Navigate replace to={`${paths.join}?invitation=${encodeURIComponent(token)}`} />;
}

export const routes: RouteObject[] = [
  { path: paths.join, element: <Join /> },
  { path: "/invitations/:token", element: <Invited /> },
  { path: paths.login, element: <Login /> },
  { path: paths.recover, element: <Recover /> },
  {
    path: paths.me,
    element: (
      <SignedIn>
        <MyPage />
      </SignedIn>
    ),
  },
];
