// Bundles a page that imports the package, as newsrooms do: node bundlers.mjs ESBUILD PACKAGES PROJECT TO.
// PACKAGES is a node_modules folder with the other bundlers, PROJECT holds index.html, main.js and the package in its own
// node_modules. TO gets a folder for each bundler, with a page that can be opened.
import { copyFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [esbuild, packages, project, to] = process.argv.slice(2);
const require = createRequire(join(packages, "anything"));
/** A package that has no CommonJS form. */
const imported = (path) => import(pathToFileURL(join(packages, path)).href);
const entry = join(project, "main.js");

/** What the manual says of bundlers that know no files but scripts: the page, and the package's modules beside the script. */
async function copyBeside(folder) {
  await copyFile(join(project, "index.html"), join(folder, "index.html"));
  const installed = join(project, "node_modules/backstory-embed");
  const modules = (await readdir(installed)).filter((name) => name.endsWith(".wasm"));
  await Promise.all(modules.map((name) => copyFile(join(installed, name), join(folder, name))));
}

const BUNDLERS = {
  async esbuild(folder) {
    const options = { entryPoints: [entry], outdir: folder, bundle: true, splitting: true, format: "esm", minify: true };
    await require(esbuild).build({ ...options, logLevel: "warning" });
    await copyBeside(folder);
  },
  async rollup(folder) {
    const { rollup } = await imported("rollup/dist/es/rollup.js");
    const { nodeResolve } = await imported("@rollup/plugin-node-resolve/dist/es/index.js");
    const onwarn = ({ message }) => {
      throw new Error(message);
    };
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })], onwarn });
    await bundle.write({ dir: folder, format: "es" });
    await copyBeside(folder);
  },
  async vite(folder) {
    const { build } = await imported("vite/dist/node/index.js");
    const options = { outDir: folder, emptyOutDir: true, reportCompressedSize: false };
    await build({ root: project, base: "./", configFile: false, logLevel: "warn", build: options });
  },
  async webpack(folder) {
    const output = { path: folder, filename: "main.js" };
    const compiler = require("webpack")({ mode: "production", context: project, entry, output, performance: false });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, done) => (error ? reject(error) : resolve(done)));
    });
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString("errors-warnings"));
    await copyFile(join(project, "index.html"), join(folder, "index.html"));
  },
};

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  const began = performance.now();
  await bundle(join(to, name));
  console.log(`${name}: ${Math.round(performance.now() - began)} ms`);
}
