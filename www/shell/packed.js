// What a story is given as: packed bytes, or written out as an object or in JSON, which the compiler makes bytes of. It is a
// part of its own beside the script (`compile.js`), fetched where it is needed.

import { Failure } from "./failure.js";
import { importPart } from "./fetching.js";
import { compiled } from "./start.js";

/** The compiler's module and its hash. */
const COMPILER = [new URL("__COMPILER_FILE__", import.meta.url), "__COMPILER_INTEGRITY__"];

/** The bytes of a story; one that is written out, as an object or in JSON, is compiled first, if it is still wanted when the
 * compiler is there. */
export async function packed(story, isWanted) {
  // Another type of array is a view of bytes all the same.
  if (ArrayBuffer.isView(story)) story = new Uint8Array(story.buffer, story.byteOffset, story.byteLength);
  const head = () => new TextDecoder().decode(new Uint8Array(story).subarray(0, 99));
  if (story.byteLength >= 0 && !/^\s*{/.test(head())) return story;
  const part = await importPart(new URL("__COMPILE_FILE__", import.meta.url));
  return part.packed(story, isWanted, { Failure, compiled, COMPILER });
}
