// What the desk calls the lists of a story, the columns of their grids and the fields of their forms. A field reads and writes
// one value of an entry; docs/story-format.md says what it holds.

import { citesField, endField, laneField, startField, themesField, topicsField } from "./linked-fields.js";
import { freeId, valueAt, withValue } from "./paths.js";

/**
 * @typedef {object} Field
 * @property {string} key In the entry, and in paths of problems.
 * @property {string} title
 * @property {"text" | "long" | "choice" | "list" | "number" | "flag"} kind
 * @property {string} [help]
 * @property {(story: any) => { value: string, words: string }[]} [options] Of a choice.
 * @property {(story: any) => string[]} [suggestions] Of a text.
 * @property {number} [width] As a column of the grid.
 * @property {boolean} [isWide] Takes the whole width of the form.
 * @property {boolean} [isRare] Stands under "More" in the form.
 * @property {boolean} [off] What a flag writes when it is not set; left out, it writes nothing.
 * @property {(story: any, entry: any) => string} [read]
 * @property {(story: any, path: import("./paths.js").Path, text: string) => any} [put] Gives another story; the path is the entry’s.
 */

/**
 * @typedef {object} List
 * @property {string} key In the story.
 * @property {string} title
 * @property {string} one
 * @property {(entry: any) => string} name Of an entry.
 * @property {Field[]} fields Those with a width are columns, in this order.
 * @property {boolean} [hasMedia] Its entries have pictures, films, sound, pages.
 * @property {string[]} [first] Keys of the fields that a form begins with, where that is another order.
 * @property {(story: any, words: string) => any} blank A new entry.
 * @property {string} help
 */

const words = (all) => all.map((value) => ({ value, words: value }));

const STATUSES = [
  { value: "", words: "reported (in the outlet’s own voice)" },
  { value: "official", words: "official" },
  { value: "allegation", words: "allegation" },
  { value: "anonymous", words: "anonymous" },
  { value: "opinion", words: "opinion" },
  { value: "inference", words: "inference (ours, with the sum shown)" },
];

const IMPORTANCE = [
  { value: "1", words: "1 · a reader in a hurry must see it" },
  { value: "", words: "2 · usual" },
  { value: "3", words: "3 · detail" },
];

const KINDS = words(["person", "organisation", "place", "office", "law", "concept", "event"]);

/** @type {Field} */
const ID = {
  key: "id",
  title: "Link name",
  kind: "text",
  isRare: true,
  help: "The end of its address, #backstory=…: small letters, digits, hyphens. Do not change it once it is published.",
};
/** @type {Field[]} */
const CLAIM = [
  { key: "status", title: "Status", kind: "choice", options: () => STATUSES, isRare: true },
  { key: "claimant", title: "According to", kind: "text", isRare: true, help: "Who says so, unless it is reported." },
  citesField,
  { key: "inferred", title: "Follows from", kind: "text", isRare: true, help: "Where no source prints the number or day: from what it follows." },
];

/** @type {List} */
const EVENTS = {
  key: "events",
  title: "Events",
  one: "event",
  name: (event) => event?.headline ?? "",
  help: "A date and a headline make an event; everything else is optional.",
  first: ["date", "end"],
  hasMedia: true,
  fields: [
    startField,
    { key: "headline", title: "Headline", kind: "text", width: 260, isWide: true, help: "Plain words, at most 90 characters, no final stop." },
    endField,
    { key: "summary", title: "Summary", kind: "long", width: 240, help: "One to three sentences. **Bold**, *italic*, [words](https://…) and [[terms]] are kept." },
    laneField,
    { ...citesField, width: 130 },
    { key: "importance", title: "Importance", kind: "choice", options: () => IMPORTANCE },
    themesField,
    { key: "shown", title: "Date in words", kind: "text", isRare: true, help: "Shown instead of the date: “about a quarter to one”." },
    { key: "after", title: "After", kind: "text", isRare: true, help: "The link name of the event it follows, where there is no date." },
    { key: "short", title: "Short headline", kind: "text", isRare: true, help: "At most 24 characters, for the drawn timeline." },
    ...CLAIM.filter((field) => field !== citesField),
    ID,
  ],
  blank: () => ({}),
};

/** @type {List} */
const TERMS = {
  key: "terms",
  title: "Terms",
  one: "term",
  name: (term) => term?.label ?? "",
  help: "People, bodies, places, ideas. Each spelling is found and linked in every text, and in the article if you like.",
  hasMedia: true,
  fields: [
    { key: "label", title: "Term", kind: "text", width: 150, put: writeLabel },
    { key: "definition", title: "Definition", kind: "long", width: 300, help: "One to three sentences." },
    { key: "kind", title: "Kind", kind: "choice", options: () => KINDS, width: 110 },
    { key: "forms", title: "Spellings", kind: "list", width: 180, help: "Exactly as texts spell it, separated by semicolons." },
    { key: "search", title: "Also found by", kind: "list", help: "Spellings that find it and are never linked." },
    { key: "see", title: "See also", kind: "list", isRare: true, help: "Link names of other terms." },
    ...CLAIM,
    ID,
  ],
  blank: (story, label) => ({ id: freeId(story, "terms", label), kind: "concept" }),
};

/** A term is linked by its label unless its spellings say otherwise. */
function writeLabel(story, path, label) {
  const { label: last, forms } = valueAt(story, path) ?? {};
  const isOwn = !forms?.length || (forms.length === 1 && forms[0] === last);
  const next = withValue(story, [...path, "label"], label);
  return isOwn ? withValue(next, [...path, "forms"], label ? [label] : []) : next;
}

/** @type {List} */
const SOURCES = {
  key: "sources",
  title: "Sources",
  one: "source",
  name: (source) => source?.title ?? source?.id ?? "",
  help: "Web pages, documents, books. An event names them in its column Sources; pasting an address there adds one.",
  fields: [
    { key: "title", title: "Title", kind: "text", width: 240 },
    { key: "url", title: "Address", kind: "text", width: 200, help: "https://…" },
    { key: "publisher", title: "Publisher", kind: "text", width: 140 },
    { key: "published", title: "Date", kind: "text", width: 110 },
    { key: "author", title: "Author", kind: "text" },
    { key: "description", title: "Description", kind: "long", help: "What it is, and what to bear in mind." },
    { key: "label", title: "Short name", kind: "text", isRare: true },
    { key: "kind", title: "Kind", kind: "text", isRare: true, help: "In words that readers see: news report, book." },
    ID,
  ],
  blank: (story, title) => ({ id: freeId(story, "sources", title) }),
};

/** @type {List} */
const VOICES = {
  key: "voices",
  title: "Voices",
  one: "voice",
  name: (voice) => voice?.name ?? "",
  help: "Who takes which position: people, or those whom a source does not name.",
  fields: [
    { key: "name", title: "Name", kind: "text", width: 170, help: "Or a description: A foreign consultant." },
    { key: "role", title: "In what capacity", kind: "text", width: 200, help: "Founder of a shipping line, Rotterdam." },
    { key: "holds", title: "Position", kind: "long", width: 300, help: "What they hold, in your words." },
    { ...topicsField, width: 150 },
    { ...citesField, width: 130 },
    { key: "named", title: "The source gives the name", kind: "flag", off: false },
    { key: "status", title: "Status", kind: "choice", options: () => STATUSES, isRare: true },
    { key: "inferred", title: "Follows from", kind: "text", isRare: true, help: "Where no source prints the number or day: from what it follows." },
    ID,
  ],
  blank: (story, name) => ({ id: freeId(story, "voices", name), named: true }),
};

/** @type {List} */
const QUESTIONS = {
  key: "questions",
  title: "Questions",
  one: "question",
  name: (question) => question?.asks ?? "",
  help: "Where sources differ: accounts side by side, none called right.",
  fields: [
    { key: "asks", title: "Question", kind: "text", isWide: true },
    { key: "context", title: "Context", kind: "long", help: "A neutral sentence." },
    { key: "events", title: "Events", kind: "list", isRare: true, help: "Link names of events it bears on." },
    { key: "importance", title: "Importance", kind: "choice", options: () => IMPORTANCE, isRare: true },
    ID,
  ],
  blank: (story, asks) => ({ id: freeId(story, "questions", asks), accounts: [{}, {}] }),
};

/** @type {Field[]} Of an account of a question. */
export const ACCOUNT = [
  { key: "says", title: "Account", kind: "long" },
  { key: "attributed_to", title: "According to", kind: "text" },
  ...CLAIM.filter(({ key }) => key === "status" || key === "cites").map((field) => ({ ...field, isRare: false })),
];

/** @type {Field[]} Of a chapter. */
export const CHAPTER = [
  { key: "label", title: "Chapter", kind: "text" },
  { key: "when", title: "Days", kind: "text", help: "From and to: 2007/2012" },
];

export const LISTS = { events: EVENTS, terms: TERMS, sources: SOURCES, voices: VOICES, questions: QUESTIONS };

/** The text of a field. @param {any} story @param {Field} field @param {any} entry @returns {string} */
export function readField(story, field, entry) {
  if (field.read) return field.read(story, entry);
  const value = entry?.[field.key];
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join("; ") : `${value}`;
}

/**
 * A story in which a field of an entry has another text.
 * @param {any} story
 * @param {import("./paths.js").Path} path The entry's.
 * @param {Field} field
 * @param {string} text
 */
export function writeField(story, path, field, text) {
  return field.put ? field.put(story, path, text) : withValue(story, [...path, field.key], valueOf(field, text));
}

/** What a text means in a field. @param {Field} field @param {string} text */
export function valueOf({ kind, key, off }, text) {
  if (kind === "flag") return text === "true" ? true : off;
  if (kind === "list") return text.split(/[;\n]/).map((part) => part.trim()).filter(Boolean);
  const isNumber = kind === "number" || key === "importance";
  return isNumber && /^\d+$/.test(text.trim()) ? Number(text) : text;
}

/**
 * A story in which cells have other texts; rows that are not there yet are made.
 * @param {any} story
 * @param {List} list
 * @param {{ row: number, field: Field, text: string }[]} cells
 */
export function writeCells(story, list, cells) {
  let next = story;
  for (const { row, field, text } of cells) {
    const count = next[list.key]?.length ?? 0;
    if (row >= count && !text.trim()) continue;
    // Pasted rows follow one another; what lies further down goes to the end.
    const index = Math.min(row, count);
    if (index === count) next = { ...next, [list.key]: [...(next[list.key] ?? []), list.blank(next, text)] };
    next = writeField(next, [list.key, index], field, text.trim());
  }
  return next;
}
