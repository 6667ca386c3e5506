import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "@/app/styles.css";
import { App } from "@/app/App";
import { becomeInstallable } from "@/lib/install";
import { nameStyles } from "@/lib/nonce";
import { followSystemTheme } from "@/lib/theme";

nameStyles();
followSystemTheme();
becomeInstallable();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
