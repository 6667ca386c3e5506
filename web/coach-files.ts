import { createReadStream, readFileSync } from "node:fs";
import path from "node:path";

import type { Plugin } from "vite";

const human = path.resolve(import.meta.dirname, "node_modules/@vladmandic/human");
/** MediaPipe's palm detector, which later versions of the package left out: what they look for hands with sees few at a face. */
const hands = path.resolve(import.meta.dirname, "node_modules/human-hands");
const wasm = path.resolve(import.meta.dirname, "node_modules/@tensorflow/tfjs-backend-wasm/dist");
const { version } = JSON.parse(readFileSync(path.join(human, "package.json"), "utf8")) as { version: string };

/** With the version in the name, browsers may keep the files for ever. */
const folder = `assets/coach-${version}`;
const models = [
  ...filesOf(human, ["blazeface", "facemesh", "iris", "handlandmark-lite"]),
  ...filesOf(hands, ["handdetect"]),
];
const runtimes = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm-threaded-simd.wasm"];
const files = new Map([...models, ...runtimes.map((name) => [name, path.join(wasm, name)] as const)]);

function filesOf(where: string, names: readonly string[]): (readonly [string, string])[] {
  return names.flatMap((name) => [`${name}.json`, `${name}.bin`]).map((name) => [name, path.join(where, "models", name)] as const);
}

/** Hands out the live coach's models and runtime with the app, so that the browser asks nobody else for them. */
export function coachFiles(): Plugin {
  return {
    name: "coach-files",
    config: () => ({ define: { __COACH_FILES__: JSON.stringify(`/${folder}/`) } }),
    configureServer(server) {
      server.middlewares.use(`/${folder}`, (request, response, next) => {
        const file = files.get((request.url ?? "").slice(1));
        if (file) createReadStream(file).pipe(response);
        else next();
      });
    },
    generateBundle() {
      for (const [name, file] of files) this.emitFile({ type: "asset", fileName: `${folder}/${name}`, source: readFileSync(file) });
    },
  };
}
