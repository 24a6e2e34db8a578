// What all widgets of a page share: the engine, started once, and the stylesheet. `glue.js` is wasm-bindgen's glue.

import { Failure } from "./failure.js";
import { get } from "./fetching.js";
import { initSync } from "./glue.js";

const ENGINE = [new URL("__WASM_FILE__", import.meta.url), "__WASM_INTEGRITY__"];
/** The custom section that `backstory pack` writes. */
const SECTION = "backstory.story";
const CSS = __CSS__;

/** Fetches, checks and compiles a module, given by its address and hash. */
export async function compiled(file) {
  if (typeof WebAssembly !== "object") throw new Failure("unsupported", "no WebAssembly");
  // All bytes first: the hash is known only then, and the MIME type does not matter.
  const bytes = await get(...file);
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    const isPolicy = /content security|csp|unsafe-eval/i.test(error.message);
    throw new Failure(isPolicy ? "csp-wasm" : "data", error.message);
  }
}

let started;

/** The engine, fetched and started once a page however many widgets there are; resolves with its own story. A failed start
 * may be tried again. */
export function start() {
  started ??= compiled(ENGINE).then(
    (module) => {
      initSync({ module });
      // Without a story of its own the engine says so when it is asked to read this.
      return new Uint8Array(...WebAssembly.Module.customSections(module, SECTION));
    },
    (error) => {
      started = undefined;
      throw error;
    },
  );
  return started;
}

let sheet;

export function look() {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
