// How a table was read: its columns, which can be set otherwise, and every row that was left out or changed.

import { button, byId, counted, el } from "./dom.js";

/** Fields that a column can fill, in the desk's words. */
const FIELDS = {
  ignore: "not read",
  date: "Date",
  end: "End",
  year: "Year",
  month: "Month",
  day: "Day",
  time: "Time",
  "end-year": "Year of the end",
  "end-month": "Month of the end",
  "end-day": "Day of the end",
  headline: "Headline",
  summary: "Summary",
  group: "Lane",
  source: "Source",
  link: "Link",
  tags: "Themes",
  shown: "Date in words",
  short: "Short headline",
  media: "Picture, film or sound",
  image: "Picture",
  caption: "Caption",
  credit: "Credit",
  alt: "What the picture shows",
  type: "Kind of row",
  id: "Link name",
  importance: "Importance",
  term: "Term",
  definition: "Definition",
  forms: "Spellings",
  kind: "Kind of term",
};

/** The most notes that are listed. */
const MOST = 100;

/** What the effects of notes are called, the gravest first. */
const EFFECTS = { "left-out": "not read", lost: "read in part", changed: "changed", noted: "to know" };
/** What the notes of an effect are about, for their count. */
const ABOUT = { "left-out": "row", lost: "row", changed: "value", noted: "thing" };

/** What came of an import, in one line: "6 events from 7 rows: 1 row not read, 2 things to know". @param {any} report */
export function outcome(report) {
  const { rows, entries } = report;
  const notes = notesOf(report);
  const made = Object.entries({ events: "event", eras: "era", terms: "term" }).filter(([list]) => entries[list]);
  const read = made.map(([list, one]) => counted(entries[list], one)).join(", ") || counted(0, "event");
  const counts = Object.entries(EFFECTS).map(([effect, words]) => [notes.filter((note) => note.effect === effect).length, ABOUT[effect], words]);
  const parts = counts.filter(([count]) => count).map(([count, what, words]) => `${counted(count, what)} ${words}`);
  return `${read} from ${counted(rows, "row")}${parts.length ? `: ${parts.join(", ")}` : ""}`;
}

/** The notes that are listed: title and language stand on the panel of the story, and are asked for there. @param {any} report @returns {any[]} */
const notesOf = ({ notes }) => notes.filter(({ kind }) => kind !== "title-made" && kind !== "language");

/** Advice without the command's options. @param {string} help */
const advice = (help) => (help.includes("--") ? "Mend it in the grid, or in the file." : `${help}.`);

export class ImportReport {
  /** @param {import("./begin.js").Begin} begin @param {(act: () => unknown) => unknown} attempt */
  constructor(begin, attempt) {
    this.begin = begin;
    this.attempt = attempt;
    this.host = byId("import-report");
    begin.addEventListener("read", () => this.show());
  }

  show() {
    const { report } = this.begin;
    this.host.hidden = !report || (!report.columns.length && !report.notes.length);
    if (this.host.hidden) return;
    const order = Object.keys(EFFECTS);
    const notes = notesOf(report).sort((one, other) => order.indexOf(one.effect) - order.indexOf(other.effect));
    const items = notes.slice(0, MOST).map(({ effect, place, message, help }) =>
      el("li", {}, el("b", {}, `${EFFECTS[effect] ?? effect}: `), `${place}: ${message}. ${advice(help)}`),
    );
    if (notes.length > MOST) items.push(el("li", { class: "help" }, `and ${notes.length - MOST} more`));
    this.host.replaceChildren(
      el("summary", {}, outcome(report)),
      this.#columns(report.columns),
      el("ul", { class: "plain notes" }, ...items),
      button("Close", () => (this.host.hidden = true), { class: "small" }),
    );
  }

  #columns(columns) {
    const choice = ({ column, heading, field }) => {
      const options = Object.entries(FIELDS).map(([value, words]) => el("option", { value, selected: value === (field ?? "ignore") }, words));
      const select = el("select", { "data-column": column, onchange: () => void this.attempt(() => this.#remap()) }, ...options);
      return el("div", { class: "field" }, el("label", {}, el("span", {}, `${heading || column} is`), " ", select));
    };
    return el("div", { class: "fields" }, ...columns.map(choice));
  }

  /** Reads the table again, every column as it is set now. */
  #remap() {
    const selects = /** @type {HTMLSelectElement[]} */ ([...this.host.querySelectorAll("select[data-column]")]);
    return this.begin.remap(selects.map((select) => [select.dataset.column ?? "", select.value]));
  }
}
