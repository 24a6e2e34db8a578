// Fields of an event that stand for more than one value: the two ends of its date, and lanes, themes and sources, which an editor
// names in words and a story by their ids.

import { freeId, valueAt, withValue } from "./paths.js";

/** @typedef {import("./entries.js").Field} Field */

/** One end of an interval: it begins with a year, or is open. */
const END = /^(?:\.\.|-?[\dX]{4}|Y-?\d)/;

/** A date's two ends; the second is empty where it is no interval. @param {string | undefined} date */
function endsOf(date = "") {
  const [from = "", to = "", ...more] = date.split("/");
  const isInterval = !more.length && END.test(from) && END.test(to);
  return isInterval ? [from, to] : [date, ""];
}

const joined = (from, to) => (to ? `${from || ".."}/${to}` : from);

/** @type {Field} */
export const startField = {
  key: "date",
  title: "Date",
  kind: "text",
  width: 110,
  help: "As exact as it is known: 2022-01-05, 2022-01, 2022, 1990~ for about 1990.",
  read: (_, event) => endsOf(event?.date)[0] ?? "",
  put(story, path, text) {
    const [from = "", to = ""] = endsOf(text);
    const [, last = ""] = endsOf(valueAt(story, path)?.date);
    return withValue(story, [...path, "date"], joined(from, to || last));
  },
};

/** @type {Field} */
export const endField = {
  key: "end",
  title: "End",
  kind: "text",
  width: 100,
  help: "Of something that lasted; .. where it goes on.",
  read: (_, event) => endsOf(event?.date)[1] ?? "",
  put(story, path, text) {
    const [from = ""] = endsOf(valueAt(story, path)?.date);
    return withValue(story, [...path, "date"], joined(from, text));
  },
};

const same = (one, other) => one?.trim().toLowerCase() === other.trim().toLowerCase();

/** The entry of a list that words name by its label or id, in a story that has it. @returns {[any, string]} */
function named(story, list, words) {
  const found = (story[list] ?? []).find((row) => row.id === words || same(row.label, words));
  if (found) return [story, found.id];
  const id = freeId(story, list, words);
  return [{ ...story, [list]: [...(story[list] ?? []), { id, label: words }] }, id];
}

const labelOf = (story, list, id) => (story[list] ?? []).find((row) => row.id === id)?.label ?? id ?? "";

/** @type {Field} */
export const laneField = {
  key: "lane",
  title: "Lane",
  kind: "text",
  width: 110,
  help: "The row of the drawn timeline. A new name makes a new lane.",
  suggestions: (story) => (story.lanes ?? []).map(({ label }) => label),
  read: (story, event) => labelOf(story, "lanes", event?.lane),
  put(story, path, text) {
    if (!text) return withValue(story, [...path, "lane"], "");
    let next = story;
    // Events without a lane stand in the first: it stays theirs.
    const others = (story.events ?? []).some((row, at) => at !== path[1] && !row.lane);
    if (!story.lanes?.length && others) next = { ...story, lanes: [{ id: "general", label: "General" }] };
    const [made, id] = named(next, "lanes", text);
    return withValue(made, [...path, "lane"], id);
  },
};

/**
 * A field of several entries of a list, named by their labels.
 * @param {string} key In the entry.
 * @param {string} list In the story.
 * @param {string} title
 * @param {string} help
 * @returns {Field}
 */
const labelled = (key, list, title, help) => ({
  key,
  title,
  kind: "list",
  help,
  suggestions: (story) => (story[list] ?? []).map(({ label }) => label),
  read: (story, entry) => (entry?.[key] ?? []).map((id) => labelOf(story, list, id)).join("; "),
  put(story, path, text) {
    let next = story;
    const ids = [];
    for (const part of text.split(/[;\n]/).map((it) => it.trim()).filter(Boolean)) {
      const [made, id] = named(next, list, part);
      next = made;
      ids.push(id);
    }
    return withValue(next, [...path, key], ids);
  },
});

export const themesField = labelled("themes", "themes", "Themes", "Readers can filter by them. Separated by semicolons; a new name makes a new theme.");

export const topicsField = labelled("on", "topics", "Speaks about", "Topics, separated by semicolons; a new name makes a new topic.");

/** The source that a cite's words name: an id, a title, or an address, which makes a new one. @returns {[any, string]} */
function cited(story, text) {
  const sources = story.sources ?? [];
  const [id, ...paragraph] = text.split(":");
  if (sources.some((row) => row.id === id)) return [story, [id, ...paragraph].join(":")];
  const found = sources.find((row) => row.url === text || same(row.title, text) || same(row.label, text));
  if (found) return [story, found.id];
  if (!/^https?:\/\/./i.test(text)) return [story, text];
  let host = text;
  try {
    host = new URL(text).hostname.replace(/^www\./, "");
  } catch {
    // The address is wrong: the check of the story says so, at the source.
  }
  const made = { id: freeId(story, "sources", host), title: host, url: text, publisher: host };
  return [{ ...story, sources: [...sources, made] }, made.id];
}

/** @type {Field} */
export const citesField = {
  key: "cites",
  title: "Sources",
  kind: "list",
  help: "Link names of sources, or an address, which adds one; separated by semicolons.",
  suggestions: (story) => (story.sources ?? []).map(({ id }) => id),
  put(story, path, text) {
    let next = story;
    const cites = [];
    for (const part of text.split(/[;\n]|,\s|\s(?=https?:)/).map((it) => it.trim()).filter(Boolean)) {
      const [made, cite] = cited(next, part);
      next = made;
      cites.push(cite);
    }
    return withValue(next, [...path, "cites"], cites);
  },
};
