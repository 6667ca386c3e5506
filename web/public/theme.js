// Runs before the first paint, so that a dark room never sees a white flash.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem("visavis.theme");
  } catch {
    // storage may be closed to us: then the system's choice holds
  }
  var dark = kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
