#!/usr/bin/env node
// The `backstory` command as WebAssembly, for whoever has Node and no Rust: the same program, with this computer's files.

import { readFile } from "node:fs/promises";

// `node:process` is not imported: that opens standard output as a stream, and what the program writes into a full pipe is lost.
const { argv, env, platform } = process;

// Node 20 calls its WASI experimental on standard error, each time.
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  if (warning.name !== "ExperimentalWarning") console.warn(warning.message);
});
const { WASI } = await import("node:wasi");

// The program sees one tree of files, with `/` between their names.
const isWindows = platform === "win32";
const seen = (path) => (isWindows ? path.replaceAll("\\", "/").replace(/^[A-Za-z]:/, "") : path);
const root = isWindows ? process.cwd().slice(0, 3) : "/";

const wasi = new WASI({
  version: "preview1",
  args: ["backstory", ...argv.slice(2).map(seen)],
  env: { ...env, PWD: seen(process.cwd()) },
  preopens: { "/": root },
  returnOnExit: true,
});
process.chdir(root);
const module = await WebAssembly.compile(await readFile(new URL("backstory.wasm", import.meta.url)));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
