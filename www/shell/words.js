// The element's `words`: texts for words of the interface, in place of the story's. A word is taken under the rules of a story's
// `[words]`.

import { WORDS } from "./words-list.js";

/** The mark of a pattern's first placeholder; those of others follow (src/model/words.rs). */
const FIRST_HOLE = 3;

/**
 * Reads texts by the keys of a story's `[words]`: pairs of a place in the engine's list and its text. What cannot be taken is
 * reported at once, a line for each, and the story's own word stays.
 * @param {Record<string, unknown>} words
 * @param {(problems: Error) => void} report
 * @param {typeof import("./errors.js").Failure} Failure
 * @returns {[number, string][]}
 */
export function readWords(words, report, Failure) {
  /** @type {[number, string][]} */
  const read = [];
  /** @type {string[]} */
  const problems = [];
  /** @param {string} key @param {number} place @param {string[]} holes @param {boolean} mayLack @param {unknown} text */
  const take = (key, place, holes, mayLack, text) => {
    if (typeof text !== "string" || !text.trim()) return problems.push(`${key} is no text`);
    /** @type {string[]} */
    const found = text.match(/{[^}]*}/g) ?? [];
    const wanted = holes.map((name) => `{${name}}`);
    const isSound = found.every((hole, n) => wanted.includes(hole) && found.indexOf(hole) === n);
    if (!isSound || wanted.some((hole, n) => !found.includes(hole) && !(mayLack && n === wanted.length - 1))) {
      return problems.push(`${key} has ${wanted.length ? `${wanted.join(" and ")} once` : "no placeholders"}`);
    }
    // The engine reads control characters as placeholders and marks.
    const plain = text.replace(/\p{Cc}/gu, " ");
    read.push([place, plain.replace(/{[^}]*}/g, (hole) => String.fromCharCode(FIRST_HOLE + wanted.indexOf(hole)))]);
  };
  for (const [key, value] of Object.entries(words)) {
    const entry = WORDS.find(([name]) => name === key);
    if (!entry) {
      problems.push(`there is no word ${key}`);
      continue;
    }
    const [, place, parts, holes, isCounted] = entry;
    if (!parts.length) take(key, place, holes, false, value);
    else if (typeof value !== "object" || !value) problems.push(`${key} is no object with ${parts.join(", ")}`);
    else {
      for (const [part, text] of Object.entries(value)) {
        const nth = parts.indexOf(part);
        // A form of a single number may say it in letters.
        if (nth >= 0) take(`${key}.${part}`, place + nth, holes, isCounted && nth > 0, text);
        else problems.push(`${key} has ${parts.join(", ")}, and no ${part}`);
      }
    }
  }
  const help = "docs/translating.md names the list of words; what cannot be taken stays the story's.";
  if (problems.length) report(new Failure("data", `words: ${problems.join("\nwords: ")}`, help));
  return read;
}
