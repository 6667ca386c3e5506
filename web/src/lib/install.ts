/** Lets browsers install the app. Where they refuse (no https, an unknown certificate) it works as any page does. */
export function becomeInstallable(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  window.addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch(() => undefined);
  });
}
