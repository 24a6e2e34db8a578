// The desk's module at work: built into dist/desk_worker.js, which runs as a worker and, where a policy allows none, is
// imported by the page. `desk-module.js` is wasm-bindgen's glue.

import { Draft, Publication, __wbg_reset_state, begin, initSync, table } from "./desk-module.js";

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
/** The publication under way. @type {Publication | undefined} */
let publication;

/** Milliseconds between two reports of how far an import is. */
const OFTEN = 100;

/** @typedef {(done: number, total: number) => void} OnRows */

/** Tells now and then how many rows are read. @param {OnRows} onrows */
function watcher(onrows) {
  let last = performance.now();
  return {
    rows(done, total) {
      const now = performance.now();
      if (now - last < OFTEN) return;
      last = now;
      onrows(done, total);
    },
  };
}

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
  picture: () => draft?.picture() ?? "",
  /** @param {string} html */
  table: (html) => JSON.parse(table(html)),
  wanted: () => JSON.parse(Publication.wanted()),
  /** @param {[string, ArrayBuffer][]} files @param {string} story @param {string} base @param {Uint8Array} picture */
  fill(files, story, base, picture) {
    publication?.free();
    publication = new Publication();
    for (const [name, bytes] of files) publication.add(name, new Uint8Array(bytes));
    return JSON.parse(publication.fill(story, base, picture));
  },
  /** @param {string} choices @param {[string, string][]} others */
  archive(choices, others) {
    const made = publication?.archive(choices, JSON.stringify(others));
    publication = undefined;
    return made;
  },
};

/** @param {string} method @param {any[]} given @param {OnRows} [onrows] */
export async function answer(method, given, onrows = () => {}) {
  starting ??= load();
  await starting.catch((error) => {
    starting = undefined;
    throw error;
  });
  try {
    // An import is the one call that tells how far it is.
    if (method === "begin") return JSON.parse(begin(given[0], given[1], watcher(onrows)));
    return METHODS[method](...given);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      // A trap: the memory of this instance cannot be relied on.
      draft = undefined;
      publication = undefined;
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
    const onrows = (done, total) => worker.postMessage({ id, progress: { done, total } });
    worker.postMessage({ id, value: await answer(method, given, onrows) });
  } catch (error) {
    worker.postMessage({ id, error: error.message ?? `${error}` });
  }
}

if (!globalThis.document) addEventListener("message", ({ data }) => void onCall(data));
