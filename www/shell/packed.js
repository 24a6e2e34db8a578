// What a story is given as: packed bytes, or written out as an object or in JSON, which the compiler makes bytes of. It is a
// part of its own beside the script (`compile.js`), fetched where it is needed.

import { Failure } from "./failure.js";
import { compiled } from "./start.js";

/** The bytes of a story; one that is written out, as an object or in JSON, is compiled first, if it is still wanted when the
 * compiler is there. */
export async function packed(story, isWanted) {
  // Another type of array is a view of bytes all the same.
  if (ArrayBuffer.isView(story)) story = new Uint8Array(story.buffer, story.byteOffset, story.byteLength);
  const head = () => new TextDecoder().decode(new Uint8Array(story).subarray(0, 99));
  if (story.byteLength >= 0 && !/^\s*{/.test(head())) return story;
  const part = await import(new URL("__COMPILE_FILE__", import.meta.url)).catch(({ message }) => {
    throw new Failure("http", message);
  });
  return part.packed(story, isWanted, { Failure, compiled });
}
