// The part for what a page writes out: words of the interface, and stories, as an object or in JSON. Built into dist/backstory_compile.js, fetched when a
// page gives such a story. It starts the compiler, a WebAssembly module of its own, and hands it the object. `compiler.js`
// is wasm-bindgen's glue.

export { readWords } from "./words.js";
import { __wbg_reset_state, compile, initSync } from "./compiler.js";

const HELP =
  "Put right what the message lists. story.schema.json, beside this script, tells an editor's program every field of a story.";

/** The most bytes of JSON: compiling keeps the page from everything else, for a second on a slow machine. */
const MOST_JSON = 4 << 20;

/** @type {Promise<unknown> | undefined} */
let starting;

/** Starts the compiler, once a page. A failed start may be tried again. */
function start({ startModule, COMPILER }) {
  starting ??= startModule(...COMPILER, initSync).catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

/** One of a story's problems in a line: its path, what is wrong, and in brackets what to do. */
const toLine = ({ severity, path, message, help }) =>
  `${severity}${path && ` at ${path}`}: ${message}${help && ` (${help})`}`;

/**
 * Compiles a story: an object, or bytes of JSON.
 * @param {any} story
 * @param {string} language One of the story's; any other means its own.
 * @param {AbortSignal} signal Ends it before the compiler runs, which is one task.
 * @param {any} shell
 */
export async function compileStory(story, language, signal, shell) {
  const { Failure } = shell;
  if (story.byteLength > MOST_JSON) {
    const help = "Pack it with `backstory pack --blob`: packed stories of up to 64 MiB are shown.";
    throw new Failure("data", `the story has ${story.byteLength >> 20} MiB; a page compiles ${MOST_JSON >> 20} MiB at most`, help);
  }
  await start(shell);
  // Compiling a long story is a task of its own.
  await new Promise((done) => setTimeout(done));
  signal.throwIfAborted();
  let object = story;
  let json;
  try {
    if (story.byteLength >= 0) {
      json = new TextDecoder().decode(story);
      object = JSON.parse(json);
    }
  } catch ({ message }) {
    throw new Failure("data", `the story is not JSON: ${message}`, HELP);
  }
  try {
    return compile(object, json, language);
  } catch (error) {
    // A trap: the memory of this instance cannot be relied on.
    if (error instanceof WebAssembly.RuntimeError) {
      __wbg_reset_state();
      throw error;
    }
    // A getter of the page's object has thrown.
    if (!Array.isArray(error)) throw new Failure("data", `the story cannot be read: ${error?.message ?? error}`, HELP);
    throw new Failure("data", ["the story has problems", ...error.map(toLine)].join("\n"), HELP);
  }
}
