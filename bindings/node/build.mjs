// Builds the native module and its types: node build.mjs [--release] [--target TRIPLE] [--cross-compile]
// Not by the command `napi`: it hands a relative target folder to compilers that run in other folders.

import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { NapiCli } from "@napi-rs/cli";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    release: { type: "boolean" },
    target: { type: "string" },
    "cross-compile": { type: "boolean" },
  },
});
const { task } = await new NapiCli().build({
  cwd: path("."),
  targetDir: path("../../target/node"),
  outputDir: "dist",
  platform: true,
  jsBinding: "native.js",
  dts: "../ts/native.d.ts",
  release: values.release,
  // Symbols would make the module of a debug build ten times as large, and nothing here shows a backtrace.
  strip: true,
  target: values.target,
  crossCompile: values["cross-compile"],
});
await task;
