// Bundles the examples for frameworks, as a newsroom's own bundler would: node examples.mjs ESBUILD PACKAGES FROM TO.
// PACKAGES is a node_modules folder, FROM holds the examples, TO gets NAME.bundle.js for each.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const [esbuild, packages, from, to] = process.argv.slice(2);
const require = createRequire(join(packages, "anything"));
const { build } = require(esbuild);
const sfc = require("vue/compiler-sfc");
// Only its ES module form exists.
const svelte = await import(join(packages, "svelte/src/compiler/index.js"));

/** Single-file components as JavaScript. */
const components = {
  name: "components",
  setup({ onLoad }) {
    onLoad({ filter: /\.vue$/ }, async ({ path }) => {
      const { descriptor } = sfc.parse(await readFile(path, "utf8"), { filename: path });
      const isCustomElement = (tag) => tag === "back-story";
      const templateOptions = { compilerOptions: { isCustomElement } };
      const { content } = sfc.compileScript(descriptor, { id: basename(path), inlineTemplate: true, templateOptions });
      return { contents: content, loader: "js" };
    });
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = svelte.compile(await readFile(path, "utf8"), { filename: path, generate: "client" });
      return { contents: js.code, loader: "js" };
    });
  },
};

for (const entry of ["react.jsx", "vue.js", "svelte.js"]) {
  await build({
    entryPoints: [join(from, entry)],
    outfile: join(to, entry.replace(/\..*/, ".bundle.js")),
    bundle: true,
    format: "esm",
    jsx: "automatic",
    nodePaths: [packages],
    conditions: ["browser", "production"],
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "false",
      __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
    },
    plugins: [components],
    logLevel: "warning",
  });
}
