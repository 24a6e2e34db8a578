// What all widgets of a page share: the engine, started once, and the stylesheet. The engine is two modules: what the first
// view needs, and what readers' acts need, fetched when one is in sight (docs/decisions/011-the-engine-comes-in-two.md).

import { __wbg_finalize_init, __wbg_get_imports } from "./engine.js";
import { Failure } from "./failure.js";
import { get } from "./fetching.js";

const ENGINE = [new URL("__WASM_FILE__", import.meta.url), "__WASM_INTEGRITY__"];
const LATE = [new URL("__LATE_WASM__", import.meta.url), "__LATE_INTEGRITY__"];
/** The custom section that `backstory pack` writes. */
const SECTION = "backstory.story";

/** Fetches and starts a module: its address and hash, and what it takes. */
export async function run(file, imports) {
  if (typeof WebAssembly !== "object") throw new Failure("unsupported", "no WebAssembly");
  // All bytes first: the hash is known only then, and the MIME type does not matter.
  const bytes = await get(...file);
  try {
    return await WebAssembly.instantiate(bytes, imports);
  } catch (error) {
    const isPolicy = /content security|csp|unsafe-eval/i.test(error.message);
    throw new Failure(isPolicy ? "csp-wasm" : "data", error.message);
  }
}

/** Does something once; what failed may be tried again. */
function once(does) {
  let done;
  return () =>
    (done ??= does().catch((error) => {
      done = undefined;
      throw error;
    }));
}

let first;
/** What of the shell comes late. */
export let late;

/** The engine for a first view, fetched and started once a page however many widgets there are; gives its own story. */
export const start = once(async () => {
  const { instance, module } = await run(ENGINE, __wbg_get_imports());
  first = instance.exports;
  __wbg_finalize_init(instance, module);
  // Without a story of its own the engine says so when it is asked to read this.
  return new Uint8Array(...WebAssembly.Module.customSections(module, SECTION));
});

/** The engine with all it can do; gives its own story. */
export const complete = once(async () => {
  const [own, part] = await Promise.all([
    // It lives in the memory of the first, and fills the places in its table.
    start().then((own) => run(LATE, { a: first }).then(() => own)),
    import(new URL("__LATE_FILE__", import.meta.url)).catch(({ message }) => {
      throw new Failure("http", message);
    }),
  ]);
  look().replaceSync(CSS + part.LOOK);
  late = part;
  return own;
});

const CSS = __CSS__;
let sheet;

export function look() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
