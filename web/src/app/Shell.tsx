import { Suspense, useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useLocation } from "react-router";

import { useMe } from "@/client/useMe";
import { Skeleton } from "@/components";
import { chooseLanguage } from "@/lib/i18n";

import { Footer } from "./Footer";
import { Header, PhoneNavigation } from "./Header";

/** A new page starts at its top for people who listen to it or use the keyboard; the first one is the browser's matter. */
function useFocusOnNavigation(): void {
  const { pathname, key } = useLocation();
  const isFirst = key === "default";
  useEffect(() => {
    const main = document.getElementById("main");
    if (!isFirst && !main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
  }, [pathname, isFirst]);
}

/** The language kept in the account wins once, at sign-in; later the switch in the header does. */
function useAccountLanguage(): void {
  const me = useMe().data;
  const id = me?.id;
  const language = me?.language;
  useEffect(() => {
    if (!id || !language) return;
    const mark = `visavis.language.of.${id}`;
    if (sessionStorage.getItem(mark)) return;
    sessionStorage.setItem(mark, "1");
    if (localStorage.getItem("visavis.language") === null) void chooseLanguage(language);
  }, [id, language]);
}

function Waiting(): ReactNode {
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-12">
      <Skeleton className="h-64" />
    </div>
  );
}

export function Shell(): ReactNode {
  const { t } = useTranslation();
  useFocusOnNavigation();
  useAccountLanguage();
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:left-3 focus:top-3 focus:z-50 focus:rounded-xl focus:bg-accent focus:px-4 focus:py-3 focus:text-on-accent">
        {t("skipToMain")}
      </a>
      <Header />
      <main id="main" tabIndex={-1} className="flex grow flex-col outline-none">
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
      <PhoneNavigation />
      {/* every page that is loaded anew has the same key, so its address stands for it */}
      <ScrollRestoration getKey={(location) => (location.key === "default" ? location.pathname : location.key)} />
    </div>
  );
}

/** Nothing around the page, unless nobody is signed in: who is asked to log in first needs to see where they are. */
export function BareShell(): ReactNode {
  const isSignedOut = useMe().data === null;
  // The page keeps its place in the tree, so that it isn't made anew when somebody signs in or out.
  return (
    <div className={isSignedOut ? "flex min-h-dvh flex-col" : "contents"}>
      {isSignedOut && <Header />}
      <div id={isSignedOut ? "main" : undefined} role={isSignedOut ? "main" : undefined} className={isSignedOut ? "grow" : "contents"}>
        <Suspense fallback={null}>
          <Outlet />
        </Suspense>
      </div>
      {isSignedOut && <Footer />}
      {isSignedOut && <PhoneNavigation />}
    </div>
  );
}
