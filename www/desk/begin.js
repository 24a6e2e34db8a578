// Ways to begin: rows pasted from a spreadsheet, a file, a template. The module reads every format; what it leaves out of pasted rows
// is brought back as it was written, to be mended in the grid.

import { known } from "../choices.js";
import { say } from "./dom.js";
import { LISTS, writeCells } from "./entries.js";
import { outcome } from "./import-report.js";
import { freeId } from "./paths.js";
import { fromTsv, toTsv } from "./rows.js";
import { CHOICES } from "./store.js";

/** The largest file that is opened, in bytes: what a story may have, and what a browser reads in seconds. */
const MOST = 64 << 20;

export const template = () => ({
  id: "footbridge",
  lang: "en",
  title: "The footbridge: a template",
  evidence: "none",
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

/** Dispatches `read` when something was imported: `report` says how. */
export class Begin extends EventTarget {
  /** What became of each row of the last import. @type {any} */
  report;
  /** What was imported: its bytes, its name, and its rows where it is a text of rows. @type {{ bytes: Uint8Array, name?: string, rows?: string[][] }} */
  #input = { bytes: new Uint8Array() };

  /** @param {import("./store.js").Store} store @param {import("./module-client.js").ModuleClient} module */
  constructor(store, module) {
    super();
    this.store = store;
    this.module = module;
  }

  template() {
    this.report = undefined;
    this.#open(template(), "");
    this.dispatchEvent(new Event("read"));
    say("A story of three events. Write over it.");
  }

  /** Rows from a spreadsheet, or a table of a page or a document. @param {string} text @param {string} [html] */
  async paste(text, html = "") {
    const table = await this.#table(html);
    const rows = table?.words ?? fromTsv(text.trim());
    await this.#rows(rows, table?.marked ?? rows, undefined);
  }

  /** The table in some HTML, if it holds one. @param {string} html @returns {Promise<{ words: string[][], marked: string[][] } | null>} */
  async #table(html) {
    return /<table/i.test(html) ? this.module.call("table", html) : null;
  }

  /** Imports rows: as words, which come back where they cannot be read, and as the import reads them. */
  async #rows(words, marked, name) {
    const head = headOf(words);
    const bytes = new TextEncoder().encode(toTsv([...head, ...marked]));
    await this.#import({ bytes, rows: [...head, ...words], name });
  }

  /** Files that were chosen or dropped: a story is one of them. @param {File[]} files */
  async files(files) {
    const [file, ...others] = files;
    if (!file) return;
    await this.file(file);
    if (!others.length) return;
    const names = others.slice(0, 3).map(({ name }) => `“${name}”`);
    const rest = others.length > 3 ? ` and ${others.length - 3} more` : "";
    say(`Of ${files.length} files “${file.name}” is open. A story is one file: ${names.join(", ")}${rest} ${others.length > 1 ? "are" : "is"} left as before.`);
  }

  /** A file of any kind. @param {File} file */
  async file(file) {
    if (/\.html?$/i.test(file.name) && file.size <= MOST) {
      const table = await this.#table(await file.text());
      if (table) return this.#rows(table.words, table.marked, file.name.replace(/html?$/i, "tsv"));
    }
    if (file.size > MOST) throw new Error(`“${file.name}” has ${file.size >> 20} MB; ${MOST >> 20} MB is the most that is opened.`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isRows = /\.(tsv|tab)$/i.test(file.name);
    await this.#import({ bytes, name: file.name, rows: isRows ? fromTsv(new TextDecoder().decode(bytes)) : undefined });
  }

  /** Imports again, with other fields for its columns. @param {[string, string][]} map Letters of columns, and fields. */
  async remap(map) {
    await this.#import(this.#input, map);
  }

  /** @param {[string, string][]} [map] */
  async #import(input, map = []) {
    const { bytes, rows, name } = input;
    const { story, choices, report } = await this.module.call("begin", bytes, JSON.stringify({ name, map }));
    this.#input = input;
    this.report = report;
    // Rows that are written in the grid as they are can be mended there.
    const back = report && rows ? lostRows(report, rows) : [];
    this.#open(back.length ? writeCells(story, LISTS.events, back.flatMap((cells, at) => cells.map((cell) => ({ ...cell, row: (story.events?.length ?? 0) + at })))) : story, choices);
    if (!report) say("The story is open.");
    else {
      const lost = back.length ? ` ${back.length > 1 ? "Those that are" : "The one that is"} not read ${back.length > 1 ? "stand" : "stands"} in the grid as written.` : "";
      say(`${outcome(report)}.${lost}`);
    }
    this.dispatchEvent(new Event("read"));
  }

  #open(story, choices) {
    const own = { ...story };
    // A title that was made up would be published as one: its editor is asked for it.
    if (this.report?.kinds["title-made"]) own.title = "";
    // For editors' programs; the archive writes none.
    delete own.$schema;
    // Without it a first source would ask every event for one.
    if (!own.evidence && !own.sources?.length) own.evidence = "none";
    this.store.open({ story: own, choices: { ...CHOICES, ...known(parsed(choices)) } });
  }
}

/** The choices in a file. @param {string | undefined} choices */
function parsed(choices) {
  try {
    return JSON.parse(choices || "{}");
  } catch {
    return {};
  }
}

/** Fields of an import, by what the grid calls them. */
const FIELDS = { date: "date", shown: "shown", end: "end", headline: "headline", summary: "summary", group: "lane", link: "cites", source: "cites", tags: "themes" };

/** Cells of the rows that an import left out, one list for each row. @param {any} report @param {string[][]} rows */
function lostRows(report, rows) {
  const fields = report.columns.map(({ field }) => LISTS.events.fields.find(({ key }) => key === FIELDS[field]));
  const lost = report.notes.filter(({ effect }) => effect === "left-out");
  const numbers = new Set(lost.map(({ place }) => Number(/(\d+)$/.exec(place)?.[1])));
  return [...numbers].flatMap((number) => {
    const row = rows[number - 1];
    if (!row?.some((cell) => cell.trim())) return [];
    return [row.flatMap((text, column) => (fields[column] ? [{ field: fields[column], text }] : []))];
  });
}

/** The headings that rows lack: where the first row is an entry already, the column of dates is named, and the next ones. @param {string[][]} rows */
function headOf(rows) {
  const isDate = (text = "") => /\d/.test(text) && text.length < 40;
  const [first = []] = rows;
  if (!first.some(isDate)) return [];
  const width = Math.max(...rows.map((row) => row.length));
  const columns = [...Array(width).keys()];
  const count = (column) => rows.filter((row) => isDate(row[column])).length;
  const dates = [...columns].sort((one, other) => count(other) - count(one))[0] ?? 0;
  const others = ["Headline", "Summary", "Source"];
  return [columns.map((column) => (column === dates ? "Date" : (others.shift() ?? `Column ${column + 1}`)))];
}

/** The id of a story that has none of its own yet: of its title. */
export const storyId = (story) => (!story.id || story.id === "story" ? freeId({}, "story", story.title ?? "") : story.id);
