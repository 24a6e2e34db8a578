// The desk's module at work: built into dist/desk_worker.js, which runs as a worker and, where a policy allows none, is
// imported by the page. `desk-module.js` is wasm-bindgen's glue.

import { Draft, Publication, __wbg_reset_state, begin, initSync } from "./desk-module.js";

const MODULE = new URL("__DESK_WASM_FILE__", import.meta.url);

/** @type {Promise<unknown> | undefined} */
let starting;

/** Fetches and starts the module, once. A cache may hold the one of another build: then it is asked for past it. */
async function load() {
  /** @param {RequestCache} cache */
  const fetched = async (cache) => {
    const response = await fetch(MODULE, { integrity: "__DESK_WASM_INTEGRITY__", cache });
    if (!response.ok) throw new Error(`${MODULE} answered ${response.status}`);
    return response.arrayBuffer();
  };
  const bytes = await fetched("default").catch(() => fetched("reload"));
  initSync({ module: await WebAssembly.compile(bytes) });
}

/** The story checked last. @type {Draft | undefined} */
let draft;

/** What the desk asks for, by name. Texts and bytes in, plain objects out. */
const METHODS = {
  /** @param {string} story */
  check(story) {
    const next = new Draft(story);
    draft?.free();
    draft = next;
    return { ...JSON.parse(draft.report()), packed: draft.packed() };
  },
  digest: () => JSON.parse(draft?.digest() ?? "null"),
  /** @param {string} base */
  fragment: (base) => draft?.fragment(base) ?? "",
  /** @param {string} words */
  article: (words) => JSON.parse(draft?.article(words) ?? "[]"),
  /** @param {Uint8Array} bytes @param {string} given */
  begin: (bytes, given) => JSON.parse(begin(bytes, given)),
  wanted: () => JSON.parse(Publication.wanted()),
  /** @param {[string, ArrayBuffer][]} files */
  archive(files, story, choices, base, others) {
    const publication = new Publication();
    for (const [name, bytes] of files) publication.add(name, new Uint8Array(bytes));
    return publication.archive(story, choices, base, JSON.stringify(others));
  },
};

/** @param {string} method @param {any[]} given */
export async function answer(method, given) {
  starting ??= load();
  await starting.catch((error) => {
    starting = undefined;
    throw error;
  });
  try {
    return METHODS[method](...given);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      // A trap: the memory of this instance cannot be relied on.
      draft = undefined;
      __wbg_reset_state();
      throw new Error("the desk’s module has failed; what you wrote is kept. Try again, and report it if it recurs", { cause: error });
    }
    // The module throws texts for people.
    throw typeof error === "string" ? new Error(error) : error;
  }
}

/** Answers a call of the page. */
async function onCall({ id, method, given }) {
  /** @type {any} */
  const worker = self;
  try {
    worker.postMessage({ id, value: await answer(method, given) });
  } catch (error) {
    worker.postMessage({ id, error: error.message ?? `${error}` });
  }
}

if (!globalThis.document) addEventListener("message", ({ data }) => void onCall(data));
