// Paths into a story, `events[3].date`, and changes that leave the story they begin with as it is.

/** @typedef {(string | number)[]} Path */

/** The steps of a path as problems name it. @param {string} text @returns {Path} */
export const steps = (text) =>
  [...text.matchAll(/[^.[\]]+/g)].map(([step]) => (/^\d+$/.test(step) ? Number(step) : step));

/** The value at a path. @param {any} from @param {Path} path */
export const valueAt = (from, path) => path.reduce((here, step) => here?.[step], from);

/** Whether a story is better off without a value: what is empty is not written. @param {unknown} value */
const isNothing = (value) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * The same with another value at a path; nothing takes it out. Lists and rows on the way are made where they are missing.
 * @template T
 * @param {T} from
 * @param {Path} path
 * @param {unknown} value
 * @returns {T}
 */
export function withValue(from, [step, ...rest], value) {
  /** @type {any} */
  const copy = Array.isArray(from) ? [...from] : { .../** @type {any} */ (from) };
  const inner = rest.length ? withValue(copy[step] ?? (typeof rest[0] === "number" ? [] : {}), rest, value) : value;
  if (isNothing(inner) && !Array.isArray(copy)) delete copy[step];
  else copy[step] = inner;
  return copy;
}

/** Letters that NFD does not take apart. */
const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", þ: "th", ð: "d", ı: "i" };

/** An id made of words: lower-case Latin letters and digits joined by hyphens; empty where there are none. @param {string} words */
export function idOf(words) {
  const plain = words.toLowerCase().replace(/[ßæœøłđþðı]/g, (letter) => LETTERS[letter]);
  const ascii = plain.normalize("NFD").replace(/\p{M}/gu, "").replace(/['’]/g, "");
  return ascii.split(/[^a-z0-9]+/).filter(Boolean).slice(0, 6).join("-");
}

/** Lists whose entries share one set of ids, because links address them all. */
const ADDRESSED = ["events", "terms", "questions", "voices"];

/**
 * An id for a new entry of a list, made of words and taken by none.
 * @param {any} story
 * @param {string} list
 * @param {string} words
 */
export function freeId(story, list, words) {
  const lists = ADDRESSED.includes(list) ? ADDRESSED : [list];
  const taken = new Set(lists.flatMap((name) => (story[name] ?? []).map((row) => row.id)));
  const stem = idOf(words) || list.replace(/s$/, "");
  if (!taken.has(stem) && !/^\d+$/.test(stem)) return stem;
  let number = 2;
  while (taken.has(`${stem}-${number}`)) number += 1;
  return `${stem}-${number}`;
}
