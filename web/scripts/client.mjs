// Writes src/client/schema.ts from src/client/openapi.json; with --check only compares and fails when they differ.
import { readFile, writeFile } from "node:fs/promises";

import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("../src/client/openapi.json", import.meta.url);
const target = new URL("../src/client/schema.ts", import.meta.url);
const banner = "// Generated from openapi.json by `npm run client`. Do not edit.\n\n";

const wanted = banner + astToString(await openapiTS(JSON.parse(await readFile(source, "utf8"))));

if (process.argv.includes("--check")) {
  const present = await readFile(target, "utf8").catch(() => "");
  if (present !== wanted) {
    process.stderr.write("src/client/schema.ts is stale: run `make client`.\n");
    process.exit(1);
  }
} else {
  await writeFile(target, wanted);
}
