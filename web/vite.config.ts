import path from "node:path";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

import { coachFiles } from "./coach-files.ts";

const api = process.env.VISAVIS_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), tailwindcss(), coachFiles()],
  worker: { format: "es" },
  // The server puts a new one in its place each time it hands out the page.
  html: { cspNonce: "CSP_NONCE" },
  resolve: { alias: { "@": path.resolve(import.meta.dirname, "src") } },
  build: {
    outDir: "../src/visavis/web",
    emptyOutDir: true,
    sourcemap: false,
    target: "es2022",
    // The app's content policy allows no data: scripts or fonts, so small files stay files.
    assetsInlineLimit: 0,
  },
  server: { host: "127.0.0.1", proxy: { "/api": { target: api } } },
  test: { include: ["src/**/*.test.{ts,tsx}"], maxWorkers: 2 },
});
