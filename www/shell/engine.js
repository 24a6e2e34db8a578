// The engine: fetched, verified and started once a page, and the stylesheet of its views. `glue.js` is wasm-bindgen's glue.

import { Failure } from "./errors.js";
import { fetchBytes } from "./fetch.js";
import { Story, __wbg_reset_state, initSync } from "./glue.js";

const ENGINE = new URL("__WASM_FILE__", import.meta.url);
/** The custom section that `backstory pack` writes. */
const SECTION = "backstory.story";

/**
 * Fetches, verifies, compiles and starts a WebAssembly module.
 * @param {URL} url
 * @param {string} integrity The hash that its bytes must have.
 * @param {(compiled: { module: WebAssembly.Module }) => unknown} init Makes the instance.
 * @param {AbortSignal} [signal]
 */
export async function startModule(url, integrity, init, signal) {
  if (typeof WebAssembly !== "object") throw new Failure("unsupported", "no WebAssembly");
  // All bytes first: the hash is known only then, and the MIME type does not matter.
  const bytes = await fetchBytes(url, integrity, signal);
  try {
    const module = await WebAssembly.compile(bytes);
    init({ module });
    return module;
  } catch (error) {
    // Chromium and Firefox refuse to compile where the policy forbids it, WebKit to make the instance.
    const isPolicy = /content security|csp|unsafe-eval/i.test(error.message);
    throw new Failure(isPolicy ? "csp-wasm" : "data", error.message);
  }
}

/** @type {Promise<Uint8Array> | undefined} */
let loading;

/** Loads and starts the engine, once a page; resolves with the packed story inside it. A failed load may be retried. */
export function loadEngine() {
  loading ??= startModule(ENGINE, "__WASM_INTEGRITY__", initSync).then(
    (module) => {
      // Without an embedded story the bytes are none, and reading them throws.
      return new Uint8Array(.../** @type {[ArrayBuffer]} */ (WebAssembly.Module.customSections(module, SECTION)));
    },
    (error) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** Stories in the engine's memory, by their packed bytes. @type {WeakMap<object, Story & { revision: string }>} */
let stories = new WeakMap();

/** Resolves with the story that an embed shows now, or the engine's own, read once however many widgets show it. */
export async function loadStory(embed) {
  const [given, own] = await Promise.all([embed?.bytes(), loadEngine()]);
  const bytes = given ?? own;
  const words = embed?.words && (await embed.readWords());
  let story = words ? undefined : stories.get(bytes);
  if (!story) {
    story = Object.assign(new Story(bytes), { revision: revisionOf(bytes) });
    // One with the words of an embed is for no other.
    if (words) for (const [place, text] of words) story.setWord(place, text);
    else stories.set(bytes, story);
  }
  return story;
}

/** Which state of a story packed bytes hold: half of the checksum in their header, as `backstory render` writes it. */
const revisionOf = (bytes) => [...bytes.slice(8, 12)].map((byte) => (byte + 256).toString(16).slice(1)).join("");

/** Dispatches `restart` when another instance has taken the place of one that trapped: widgets and stories of that one are
 * void. */
export const engineEvents = new EventTarget();

/** Number of the engine's instance. */
export let engineInstance = 0;

/** Replaces an instance that trapped, whose memory cannot be relied on, once a page; returns whether it did. */
export function restartEngine() {
  if (engineInstance) return false;
  engineInstance = 1;
  stories = new WeakMap();
  __wbg_reset_state();
  engineEvents.dispatchEvent(new Event("restart"));
  return true;
}

/** @type {WeakMap<Document, CSSStyleSheet>} */
const stylesheets = new WeakMap();

/** The stylesheet of the widget and of definitions on the page, one for all shadow roots of a document: a root adopts none that
 * another document has made. */
export function getStylesheet(page = document) {
  let stylesheet = stylesheets.get(page);
  if (!stylesheet) {
    stylesheets.set(page, (stylesheet = new /** @type {typeof globalThis} */ (page.defaultView).CSSStyleSheet()));
    stylesheet.replaceSync(__CSS__);
  }
  return stylesheet;
}
