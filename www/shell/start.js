// What all widgets of a page share: the engine, started once, and the stylesheet.

import { __wbg_finalize_init, __wbg_get_imports } from "./engine.js";
import { Failure } from "./failure.js";
import { get } from "./fetching.js";

const ENGINE = new URL("__WASM_FILE__", import.meta.url);
const INTEGRITY = "__WASM_INTEGRITY__";
/** The custom section that `backstory pack` writes. */
const SECTION = "backstory.story";

let engine;

/** The engine, fetched and started once a page however many widgets there are; gives its own story. A failed start may
 * be tried again. */
export function start() {
  engine ??= (async () => {
    if (typeof WebAssembly !== "object") throw new Failure("unsupported", "no WebAssembly");
    // All bytes first: the hash is known only then, and the MIME type does not matter.
    const bytes = await get(ENGINE, INTEGRITY);
    try {
      const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
      __wbg_finalize_init(instance, module);
      // Without a story of its own the engine says so when it is asked to read this.
      return new Uint8Array(...WebAssembly.Module.customSections(module, SECTION));
    } catch (error) {
      const isPolicy = /content security|csp|unsafe-eval/i.test(error.message);
      throw new Failure(isPolicy ? "csp-wasm" : "data", error.message);
    }
  })().catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

let sheet;

export function look() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(__CSS__);
  }
  return sheet;
}
