// Problems in the editor's words. The check names keys of the story's file, which an editor never sees; here each is what the
// forms call it, and the advice is what to do in them.

import { ACCOUNT, CHAPTER, LISTS } from "./entries.js";
import { MEDIUM } from "./media-editor.js";
import { steps, valueAt } from "./paths.js";
import { GROUPS, HEAD } from "./story-panel.js";

/** @typedef {import("./entries.js").Field} Field */
/** @typedef {{ code: string, path: string, message: string, help: string, mends?: { value: unknown }[] }} Problem */

/** What a field holds, where its title is no noun. @type {Record<string, string>} */
const NOUNS = { says: "account", asks: "question", cites: "source", attributed_to: "“According to”", claimant: "“According to”", url: "address", alt: "words for those who do not see it", holds: "position", label: "name", role: "capacity", accounts: "accounts" };

/** Fields of what a path leads to, and what that is called: "Account 2 of question 1". @param {(string | number)[]} path @returns {{ what: string, fields: Field[] }} */
export function placeOf([list, row, key, index]) {
  if (typeof row !== "number") return { what: "The story", fields: HEAD };
  const group = GROUPS.find((it) => it.key === list);
  const one = LISTS[list ?? ""]?.one ?? group?.one ?? (list === "media" ? "medium" : `${list}`);
  const outer = `${one} ${row + 1}`;
  if (list === "media") return { what: sentenced(outer), fields: MEDIUM };
  if (typeof index === "number" && key === "media") return { what: `Medium ${index + 1} of ${outer}`, fields: MEDIUM };
  if (typeof index === "number" && key === "accounts") return { what: `Account ${index + 1} of ${outer}`, fields: ACCOUNT };
  const fields = LISTS[list ?? ""]?.fields ?? group?.fields ?? CHAPTER;
  return { what: sentenced(outer), fields };
}

/** What stands in backticks. @param {string} words */
const quoted = (words) => [...words.matchAll(/`([^`]*)`/g)].map(([, code = ""]) => code);

const sentenced = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const listed = (words, last) => [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(` ${last} `);

/** Says that fields are not filled in, and to do so. */
function lacking({ what, titles, nouns }) {
  return `${what} has no ${listed(nouns, "or")}. Fill in ${listed(titles.map((title) => `“${title}”`), "and")}.`;
}

/** Says why a date cannot be read, and what to write. */
function undated({ what, value, message, help }) {
  const readings = help.startsWith("write `") ? quoted(help) : [];
  if (readings.length === 2) return `“${value}” can be read as two dates. ${sentenced(plain(help))}.`;
  if (readings.length === 1) return `“${value}” cannot be read as a date. ${sentenced(plain(help))}.`;
  // The command names the format of dates in its file.
  const why = /EDTF|four digits/.test(message) ? `“${value}” cannot be read as a date` : `The date of ${what.replace(/^./, (first) => first.toLowerCase())}: ${plain(message)}`;
  return `${why}. ${sentenced(plain(help))}.`;
}

/** Words as the desk shows them: an id is the link name of an entry. @param {string} words */
const plain = (words) => words.split("`").map((part, at) => (at % 2 ? part : part.replace(/\b(?:an|the) id\b/g, "the link name").replace(/\bid\b/g, "link name").replace(/\bids\b/g, "link names"))).join("");

/**
 * A sentence for each kind that the command words for its file. The others are worded for both.
 * @type {Record<string, (problem: { what: string, titles: string[], nouns: string[], value: unknown, message: string, help: string, isOptional: boolean }) => string>}
 */
const WORDS = {
  "missing-key"(problem) {
    if (problem.titles[0] === "accounts") return `${problem.what} has no accounts. Add two or more.`;
    const words = lacking(problem);
    return / neither `date`/.test(problem.message) ? `${problem.what} has no date. Fill in “Date”, as exactly as it is known; or “After”, with the link name of the event that it follows.` : words;
  },
  "missing-value": lacking,
  "empty-text": (problem) => (problem.isOptional ? `“${problem.titles[0]}” of ${problem.what.toLowerCase()} is empty. Fill it in, or take it out.` : lacking(problem)),
  "missing-claimant": ({ what, message }) => `${what} has the status “${quoted(message).find((it) => it !== "claimant")}” and does not say whose words these are. Fill in “According to”.`,
  "single-account": ({ what }) => `${what} has one account only. Add the other side; or make an event of it.`,
  "missing-alt": ({ what }) => `${what} does not say what it shows. Fill in “What the picture shows”, or tick “It shows nothing that the text does not say”.`,
  "media-size": ({ what }) => `${what} has no size. Fill in “Width” and “Height”, in pixels: its place is then kept free until it is there.`,
  "bad-date": undated,
  "bad-cite": ({ what, value }) => `“${value}”, which ${what.toLowerCase()} cites, names no source. Write a source’s link name, with a colon and a paragraph if it has any: report:8; or a whole address.`,
  "wrong-type": ({ what, titles }) => `“${titles[0]}” of ${what.toLowerCase()} is of a kind that it cannot have. Write it anew.`,
  "out-of-range": ({ what, titles, message }) => `“${titles[0]}” of ${what.toLowerCase()} is out of range. It takes ${message.replace(/^.*wants /, "")}.`,
  "unknown-key": ({ what, message }) => `${what} has “${quoted(message).at(-1)}”, which a story cannot have there. Take it out.`,
  "unknown-id": ({ what, message, help }) => `${what}: ${plain(message)}. ${/^use the id/.test(help) ? "Choose one that there is, or add it" : sentenced(plain(help))}.`,
  "bad-id": ({ help }) => `A link name has small letters and digits, in words joined by hyphens. ${sentenced(plain(help))}.`,
  "made-id": ({ message, help }) => `${sentenced(plain(message))}. ${sentenced(plain(help))}.`,
};

/**
 * A problem in a sentence or two, with what to do.
 * @param {Problem} problem
 * @param {any} story
 */
export function wordsOf({ code, path, message, help, mends = [] }, story) {
  const at = steps(path);
  const { what, fields } = placeOf(at);
  const titleOf = (key) => fields.find((field) => field.key === key)?.title ?? key;
  // Keys that the message names; the last key of the path where it names none.
  const last = at.findLast((step) => typeof step === "string");
  const named = quoted(message.replace(/^.*? (?=has no |has neither |needs at least )/, "")).filter((key) => /^[a-z_]+$/.test(key));
  const keys = named.length && /has no|has neither|needs at least/.test(message) ? named : [`${last}`];
  const titles = keys.map(titleOf);
  const nouns = keys.map((key) => NOUNS[key] ?? titleOf(key).toLowerCase());
  const own = Object.hasOwn(WORDS, code) ? WORDS[code] : undefined;
  const value = valueAt(story, at);
  if (own) return own({ what, titles, nouns, value, message, help, isOptional: mends.some((mend) => mend.value === null) });
  /** Keys in backticks, `"asks"` and `asks = "…"` among them, as the form calls them; other words of the story are quoted. */
  const asWords = (words) =>
    words.split("`").map((part, index) => (index % 2 ? `“${titleOf(/^"?([a-z_]+)"?(?:\s*[:=].*)?$/.exec(part)?.[1] ?? part)}”` : plain(part))).join("");
  return [message, help].filter(Boolean).map((words) => `${sentenced(asWords(words))}${/[.?!]$/.test(words) ? "" : "."}`).join(" ");
}
