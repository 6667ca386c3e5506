import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "@/app/styles.css";
import { App } from "@/app/App";
import { followSystemTheme } from "@/lib/theme";

followSystemTheme();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
