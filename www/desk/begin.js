// Ways to begin: rows pasted from a spreadsheet, a file, a template.

import { counted, say } from "./dom.js";
import { LISTS, writeCells } from "./entries.js";
import { freeId } from "./paths.js";
import { fromTsv } from "./rows.js";
import { CHOICES } from "./store.js";

/** The largest file that is opened, in bytes: what a story may have, and what a browser reads in seconds. */
const MOST = 64 << 20;

/** A new story. @param {Record<string, any>} [more] */
const fresh = (more = {}) => ({ id: "story", lang: "en", title: "", evidence: "none", events: [], ...more });

export const template = () =>
  fresh({
    id: "footbridge",
    title: "The footbridge: a template",
    standfirst: "Why a town lost its way across the river. Write your own story over this one.",
    events: [
      { date: "1932", headline: "The footbridge opens", summary: "Elmford gets its footbridge over the river." },
      {
        date: "2024-03-02",
        headline: "The council closes the footbridge",
        summary: "An inspector has found a crack in one of the piers.",
        importance: 1,
      },
      { date: "2024-03-04/2024-09", headline: "A free ferry crosses the river", summary: "It leaves every quarter of an hour." },
    ],
    terms: [
      {
        id: "footbridge-elmford",
        label: "footbridge",
        kind: "place",
        forms: ["footbridge"],
        definition: "A bridge for walkers at Elmford, open since 1932.",
      },
    ],
  });

export class Begin {
  /** @param {import("./store.js").Store} store @param {import("./module-client.js").ModuleClient} module */
  constructor(store, module) {
    this.store = store;
    this.module = module;
  }

  template() {
    this.#open(template());
    say("A story of three events. Write over it.");
  }

  /** Rows from a spreadsheet, as text. @param {string} text */
  paste(text) {
    const rows = fromTsv(text.trim());
    const columns = headings(rows[0] ?? []);
    const body = columns ? rows.slice(1) : rows;
    const fields = columns ?? guessed(rows);
    const cells = body.flatMap((row, at) =>
      row.flatMap((words, column) => (fields[column] ? [{ row: at, field: fields[column], text: words }] : [])),
    );
    const story = writeCells(fresh(), LISTS.events, cells);
    if (!story.events.length) throw new Error("There are no rows in it: copy a date and a headline for each event, and paste again.");
    this.#open(story);
    say(`${counted(story.events.length, "event")} from ${counted(body.length, "row")}.`);
  }

  /** A file of any kind. @param {File} file */
  async file(file) {
    if (file.size > MOST) throw new Error(`“${file.name}” has ${file.size >> 20} MB; ${MOST >> 20} MB is the most that is opened.`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.(tsv|tab|txt|csv)$/i.test(file.name)) {
      this.paste(new TextDecoder().decode(bytes));
      return;
    }
    const { story, choices } = await this.module.call("open", bytes);
    this.#open(JSON.parse(story), { ...CHOICES, ...known(choices) });
    say(`“${file.name}” is open.`);
  }

  #open(story, choices = { ...CHOICES }) {
    const own = { ...story };
    // For editors' programs; the archive writes none.
    delete own.$schema;
    this.store.open({ story: own, choices });
  }
}

/** The choices of a file that the desk knows, as texts. */
function known(choices) {
  try {
    const all = Object.entries(JSON.parse(choices ?? "{}"));
    return Object.fromEntries(all.filter(([key, value]) => key in CHOICES && typeof value === "string"));
  } catch {
    return {};
  }
}

/** What people call the columns. */
const NAMES = {
  date: /^(date|when|start|start date|year|from|datum|fecha|дата)$/i,
  end: /^(end|end date|until|to|ende|fin)$/i,
  headline: /^(headline|title|event|name|what|titel|titre|título)$/i,
  summary: /^(summary|text|description|body|details|beschreibung)$/i,
  lane: /^(lane|group|category|row|gruppe)$/i,
  cites: /^(sources?|links?|urls?|cites?|quelle)$/i,
};

const named = (key) => LISTS.events.fields.find((field) => field.key === key);

/** The fields of a row of headings; `undefined` where it is none. @param {string[]} row */
function headings(row) {
  const keys = row.map((title) => Object.keys(NAMES).find((key) => NAMES[key].test(title.trim())));
  return keys.filter(Boolean).length >= 2 || keys.includes("headline") ? keys.map((key) => key && named(key)) : undefined;
}

/** Without headings: a date, a headline, a summary. @param {string[][]} rows */
function guessed(rows) {
  const isDate = (text = "") => /\d/.test(text) && text.length < 30;
  const count = (column) => rows.filter((row) => isDate(row[column])).length;
  const width = Math.max(...rows.map((row) => row.length));
  const dates = [...Array(width).keys()].sort((one, other) => count(other) - count(one))[0] ?? 0;
  const others = ["headline", "summary"].map(named);
  return [...Array(width).keys()].map((column) => (column === dates ? named("date") : others.shift()));
}

/** The id of a story that has none of its own yet: of its title. */
export const storyId = (story) => (!story.id || story.id === "story" ? freeId({}, "story", story.title ?? "") : story.id);
